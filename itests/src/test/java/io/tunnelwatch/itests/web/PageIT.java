package io.tunnelwatch.itests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.faults.Tool;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.wireguard.WireGuardLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** The page in a real browser, before a real gateway. The steps are those of one shift, in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofSeconds(60);
    private static final List<String> VIEWS =
            List.of("", "history", "peers", "silences", "statistics", "health", "?noc=1");

    /** Text that would run if it were taken for HTML, in an element or in an attribute. */
    private static final String EVIL =
            "\"'><img src=x onerror=\"window.ran=1\"><script>window.ran=1</script><b onmouseover='window.ran=1'>";

    private static final int OLD_ALERTS = 260;

    @TempDir
    static Path folder;

    private static KarafProcess karaf;
    private static WireGuardLab lab;
    private static PageBrowser page;
    private static String labAlert = "";

    @BeforeAll
    static void start() {
        lab = WireGuardLab.start();
        karaf = KarafProcess.unpack(folder);
        karaf.watchScenario();
        karaf.writeConfig(
                "io.tunnelwatch.peer-lab.cfg", "publicKey = " + lab.peerPublicKey(), "name = lab laptop " + EVIL);
        karaf.writeConfig(
                "io.tunnelwatch.gateway-lab.cfg",
                "source = wg",
                "command = " + lab.dumpCommand(),
                "expect = always",
                "intervalSeconds = 1",
                "staleAfterSeconds = 10");
        karaf.start();
        page = new PageBrowser(karaf);
    }

    @AfterAll
    static void end() {
        if (page != null) {
            page.close();
        }
        if (karaf != null) {
            karaf.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void aDeepLinkLeadsThroughTheLogin() {
        page.open("history?kind=PEER_DOWN");
        soon(() -> page.has("[name=password]"));
        page.assertAccessible("login");
        page.logIn();

        soon(() -> page.driver().getCurrentUrl().endsWith("/tunnelwatch/history?kind=PEER_DOWN"));
        soon(() -> page.text("h1").equals("History"));
    }

    @Test
    @Order(2)
    void anAlertOfTheGatewayComesByItself() {
        page.open("");
        soon(() -> page.has(".count .number"));
        page.script("window.neverLoadedAnew = true");
        lab.renewHandshake();
        await().atMost(LATER).until(() -> page.rows("lab /") == 0); // it had been silent while Karaf started
        lab.killPeer();

        await().atMost(LATER).until(() -> page.rows("lab laptop") == 1);
        assertThat(page.script("return window.neverLoadedAnew")).isEqualTo(true);
        labAlert = (String) page.script("return [...document.querySelectorAll('tr[data-alert]')]"
                + ".find((one) => one.textContent.includes('lab /')).dataset.alert");
    }

    @Test
    @Order(3)
    void itIsAcknowledgedByKeysAlone() {
        page.tabTo(row("[data-action=ack]"));
        page.press(Keys.ENTER);

        soon(() -> page.text(row(".state")).contains("Acknowledged by admin"));
        assertThat(karaf.json("alert:show " + labAlert).get("state").asText()).isEqualTo("ACKNOWLEDGED");
        page.tabTo(row("[data-action=unack]")); // where the focus still is
        page.press(Keys.SPACE);
        soon(() -> page.text(row(".state")).contains("Open"));
        karaf.run("alert:ack " + labAlert).orFail(); // by somebody else
        soon(() -> page.text(row(".state")).contains("Acknowledged by"));
        karaf.run("alert:unack " + labAlert).orFail();
        soon(() -> page.text(row(".state")).contains("Open"));
        page.tabTo(row(".what a"));
        page.press(Keys.ENTER);
        soon(() -> page.driver().getCurrentUrl().endsWith("/alerts/" + labAlert));
        soon(() -> (Long) page.script("return document.querySelectorAll('.timeline li').length") >= 5);
        page.assertAccessible("alert");
    }

    @Test
    @Order(4)
    void itIsSilencedFromItsRow() {
        page.open("");
        soon(() -> page.has(row("[data-action=silence]")));
        page.click(row("[data-action=silence]"));
        page.assertAccessible("dialog");
        page.type("dialog [name=note]", "moving house " + EVIL);
        page.press(Keys.ENTER);

        soon(() -> page.text(row(".state")).contains("silent until"));
        page.show("peers?gateway=lab");
        soon(() -> page.text(".peers tbody tr").contains("silent until"));
    }

    @Test
    @Order(5)
    void filtersStandInTheAddress() {
        page.open("history?gateway=lab");
        soon(() -> page.has(row("")));
        assertThat(page.rows("")).isEqualTo(page.rows("lab /"));
        page.open("history");
        soon(() -> page.rows("scenario /") > 0);
    }

    @Test
    @Order(6)
    void theStripShowsWhenThePeerWasLost() {
        page.show("peers?gateway=lab");

        soon(() -> page.has(".strip-cell rect[data-state=DOWN] title"));
        assertThat(page.script("return document.querySelector('.strip-cell svg').getAttribute('aria-label')"))
                .asString()
                .contains("Down ")
                .contains("Unknown "); // before there was a history
        karaf.run("bundle:stop io.tunnelwatch.alert-store").orFail();
        try {
            page.open("peers?gateway=lab");
            soon(() -> page.text("main").contains("There is no alert history now"));
            assertThat(page.has(".strip-cell svg")).isFalse();
        } finally {
            karaf.run("bundle:start io.tunnelwatch.alert-store").orFail();
        }
        soon(() -> page.has(".strip-cell svg"));
        assertThat(page.errors())
                .allSatisfy(error -> assertThat(error.getMessage()).contains("status of 503"));
    }

    @Test
    @Order(7)
    void noViewHasABarrier() {
        for (String view : VIEWS) {
            page.show(view);
            page.assertAccessible(view);
        }
        assertThat(page.script("const { scrollHeight, clientHeight } = document.documentElement;"
                        + " return scrollHeight - clientHeight"))
                .as("how far the wall screen scrolls")
                .isEqualTo(0L);
    }

    @Test
    @Order(8)
    void darkStaysDarkAndAPhoneIsWideEnough() {
        page.open("");
        soon(() -> page.has("[data-tool=theme]"));
        page.click("[data-tool=theme]");
        for (String view : VIEWS) {
            page.show(view);
            assertThat(page.script("return document.documentElement.dataset.theme"))
                    .isEqualTo("dark");
            page.assertAccessible(view + " (dark)");
        }
        page.size(PageBrowser.PHONE);
        for (String view : VIEWS.subList(0, 3)) {
            page.show(view);
            page.assertAccessible(view + " (phone)");
            assertThat(page.script(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as(view)
                    .isEqualTo(0L);
        }
        page.show("history");
        soon(() -> page.has(row("")));
        assertThat(page.script("return document.querySelector('tbody tr').getBoundingClientRect().top / innerHeight"))
                .as("the first alert on a phone, in screens from the top")
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isLessThan(0.6);
        page.show("history?gateway=lab");
        assertThat(page.has(".filters details[open]")).isTrue();
        page.size(PageBrowser.DESK);
    }

    @Test
    @Order(9)
    void theLanguageIsChosenAndStays() {
        page.show("peers");
        page.choose("[data-tool=language]", "de");
        soon(() -> page.text("nav").contains("Offene Alarme"));
        page.open("statistics");
        soon(() -> page.text("h1").equals("Statistik"));
        assertThat(page.script("return document.documentElement.lang")).isEqualTo("de");

        page.choose("[data-tool=language]", "en");
        soon(() -> page.text("h1").equals("Statistics"));
    }

    @Test
    @Order(10)
    void theHistoryPagesWithoutAnEnd() {
        importOldAlerts();
        page.open("history?text=Archive");
        soon(() -> page.rows("Archive") >= 100);
        await().atMost(SOON).until(() -> {
            page.script("scrollTo(0, document.body.scrollHeight)");
            return page.text("main").contains("That is all: " + OLD_ALERTS + " alerts.");
        });
        @SuppressWarnings("unchecked")
        List<String> ids = (List<String>)
                page.script("return [...document.querySelectorAll('tr[data-alert]')].map((row) => row.dataset.alert)");
        assertThat(new HashSet<>(ids)).hasSize(OLD_ALERTS).hasSameSizeAs(ids);

        page.click("tr[data-alert='" + ids.get(150) + "'] .what a");
        soon(() -> page.driver().getCurrentUrl().contains("/alerts/" + ids.get(150)));
        soon(() -> page.text("h1").contains("Archive"));
        page.driver().navigate().back();
        soon(() -> page.rows("Archive") >= 100);

        page.open("history?text=Archive&until=2025-01-01T01:00:00Z");
        soon(() -> page.text("main").contains("That is all: 60 alerts."));
    }

    @Test
    @Order(11)
    void whatComesFromOutsideIsTextOnEveryView() {
        for (String view : VIEWS) {
            page.show(view);
            assertNothingRan(view);
        }
        for (String view : List.of("alerts/" + labAlert, "history?text=Evil", "peers?gateway=lab", "silences")) {
            page.open(view);
            soon(() -> page.text("main").contains("><img src=x onerror="));
            assertNothingRan(view);
        }
        page.open("silences");
        soon(() -> page.text("main").contains("moving house " + EVIL));
    }

    @Test
    @Order(12)
    void itIsResolvedFromItsRow() {
        page.open("");
        soon(() -> page.has(row("[data-action=resolve]")));
        page.click(row("[data-action=resolve]"));
        page.type("dialog [name=note]", "found it " + EVIL);
        page.press(Keys.ENTER);

        soon(() -> !page.has(row("")));
        page.open("alerts/" + labAlert);
        soon(() -> page.text(".timeline").contains("found it " + EVIL));
        assertThat(page.text("dl")).as("the zone of the browser, and UTC").containsPattern("GMT\\+[12] \\d.* UTC");
        assertNothingRan("note");
        assertThat(page.has("[data-action]")).isFalse();
    }

    @Test
    @Order(13)
    void manyTabsLeaveConnectionsToEachOther() {
        page.open("");
        soon(() -> page.has(".count .number"));
        String first = page.driver().getWindowHandle();
        Set<String> others = new HashSet<>();
        for (int tab = 0; tab < 8; tab++) {
            page.driver().switchTo().newWindow(WindowType.TAB);
            others.add(page.driver().getWindowHandle());
            page.open("history?text=Archive");
            soon(() -> page.rows("Archive") >= 100);
        }
        others.forEach(tab -> page.driver().switchTo().window(tab).close());
        page.driver().switchTo().window(first);

        page.script("window.neverLoadedAnew = true");
        lab.restartPeer();
        await().atMost(LATER).until(() -> verdictOfLab().equals("UP"));
        lab.killPeer();
        await().atMost(LATER).until(() -> page.rows("lab /") == 1);
        assertThat(page.script("return window.neverLoadedAnew")).isEqualTo(true);
    }

    @Test
    @Order(14)
    void aReadOnlyDatabaseIsSaidAndItsEndToo() {
        page.open("health");
        soon(() -> page.text(".health-line").contains("No channel is configured"));
        Path file = karaf.data("tunnelwatch/alerts.db");
        Tool.run("chattr", "+i", file.toString());
        try {
            await().atMost(LATER).until(() -> page.text(".health-line")
                    .matches("(?s).*history database is read-only since .*safe in the log.*"));
        } finally {
            Tool.run("chattr", "-i", file.toString());
        }
        await().atMost(LATER).until(() -> page.text(".health-line").contains("Tunnelwatch itself is well"));
    }

    @Test
    @Order(15)
    void afterTheLogoutNothingIsShown() {
        assertThat(page.errors()).isEmpty();
        page.click("[data-tool=logout]");
        soon(() -> page.has("[name=password]"));

        page.open("history");
        soon(() -> page.has("[name=password]"));
        assertThat(page.has("tr[data-alert]")).isFalse();
    }

    private static String verdictOfLab() {
        return karaf.json("wg:peers --gateway lab").at("/peers/0/verdict").asText();
    }

    private static void soon(Callable<Boolean> condition) {
        await().atMost(SOON).until(condition);
    }

    /** What is found in the row of the lab's alert. */
    private static String row(String selector) {
        return "tr[data-alert='" + labAlert + "'] " + selector;
    }

    private static void assertNothingRan(String view) {
        assertThat(page.script("return window.ran ?? 'nothing'")).as(view).isEqualTo("nothing");
        assertThat(page.has("main img, main script, main b, body > script"))
                .as(view)
                .isFalse();
    }

    /** A history of long ago, an alert a minute, the first of them of a peer with an evil name and words. */
    private static void importOldAlerts() {
        Path file = folder.resolve("old.db");
        String rows = IntStream.range(0, OLD_ALERTS)
                .mapToObj(i -> "(%d, 'old-%1$d', 'key-%1$d', 'Archive %1$d is down', '', '2025-01-01 %02d:%02d:00', 1)"
                        .formatted(i, i / 60, i % 60))
                .collect(Collectors.joining(", "));
        String evil = EVIL.replace("'", "''");
        Tool.run(
                "sqlite3",
                file.toString(),
                "CREATE TABLE alert_history (id INTEGER PRIMARY KEY, client_name, peer_key, subject, message, sent_at, success);"
                        + "INSERT INTO alert_history VALUES " + rows + ", (9999, 'old " + evil + "', 'key " + evil
                        + "', 'Evil is down " + evil + "', '', '2024-01-01 00:00:00', 1);");
        karaf.run("alert:import " + file).orFail();
    }
}
