package io.tunnelwatch.itests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.faults.Tool;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.notify.WebhookServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of {@code docs/screenshots} into the folder that is named; takes eight minutes, in which alerts
 * get older.
 */
@EnabledIfSystemProperty(named = "tunnelwatch.screenshots", matches = ".+")
class PagePicturesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration AGE = Duration.ofSeconds(100);

    @TempDir
    Path folder;

    @Test
    void everyViewIsShown() throws IOException {
        try (KarafProcess karaf = KarafProcess.unpack(folder);
                WebhookServer team = new WebhookServer()) {
            Showroom showroom = new Showroom(karaf, Files.createDirectory(folder.resolve("showroom")));
            showroom.configure();
            karaf.start().stop();
            Path database = karaf.data("tunnelwatch/alerts.db");
            showroom.fillHistory(database);
            karaf.writeConfig("io.tunnelwatch.channel.webhook-team.cfg", "url = " + team.url("/alerts"));
            karaf.start();
            await().atMost(SOON).until(() -> karaf.json("wg:peers").get("peers").size() == 22);
            showroom.lose("hamburg", "crane-controller-3");
            alert(karaf, "crane-controller-3");
            showroom.lose("vienna", "shop-praterstern");
            alert(karaf, "shop-praterstern");
            showroom.lose("lisbon", "van-17");
            showroom.lose("vienna", "laptop-k.huber");
            alert(karaf, "laptop-k.huber");
            String acknowledged = alert(karaf, "crane-controller-3");
            karaf.run("alert:ack " + acknowledged + " --note 'Crane 3 is moved to berth 7 today, back at 16:00'")
                    .orFail();
            karaf.run("alert:silence --peer van-17 --for 4h --note 'In the garage'")
                    .orFail();
            karaf.run(
                            "alert:silence --gateway vienna --kind GATEWAY_UNREACHABLE --every 'Sun 02:00' --for 2h --note 'New uplink'")
                    .orFail();
            await().pollDelay(AGE).atMost(AGE.plusMinutes(1)).until(() -> true);
            try (PageBrowser page = new PageBrowser(karaf)) {
                page.open("");
                picture(page, "login");
                page.logIn();
                take(page, acknowledged);
                readOnly(page, database, showroom);
            }
        }
    }

    private static String alert(KarafProcess karaf, String peer) {
        return await().atMost(Showroom.STALE_AFTER.plus(SOON))
                .until(
                        () -> karaf.json("alert:list --peer " + peer)
                                .get("alerts")
                                .findValuesAsText("id"),
                        ids -> ids.size() == 1)
                .get(0);
    }

    private static void take(PageBrowser page, String alert) {
        List<String> views = List.of(
                "",
                "history",
                "alerts/" + alert,
                "peers?gateway=hamburg",
                "silences",
                "statistics?since=7d",
                "health",
                "?noc=1");
        for (String theme : List.of("light", "dark", "phone")) {
            page.size(theme.equals("phone") ? PageBrowser.PHONE : PageBrowser.DESK);
            page.script(
                    "localStorage.setItem('tunnelwatch.theme', arguments[0])", theme.equals("dark") ? "dark" : "light");
            for (String view : views) {
                page.show(view);
                if (theme.equals("phone")) {
                    page.script("document.querySelector('table.peers')?.scrollIntoView()");
                }
                await().pollDelay(Duration.ofMillis(500)).until(() -> true); // the last of it is drawn
                picture(page, name(view) + (theme.equals("light") ? "" : "-" + theme));
            }
        }
    }

    private static void readOnly(PageBrowser page, Path database, Showroom showroom) {
        page.size(PageBrowser.DESK);
        page.show("health");
        Tool.run("chattr", "+i", database.toString());
        try {
            showroom.lose("hamburg", "backup-nas"); // or nothing would be written
            await().atMost(Showroom.STALE_AFTER.plus(SOON))
                    .until(() -> page.text(".health-line").contains("read-only since"));
            picture(page, "health-read-only");
        } finally {
            Tool.run("chattr", "-i", database.toString());
        }
    }

    private static String name(String view) {
        return switch (view.replaceAll("[?/].*", "")) {
            case "" -> view.isEmpty() ? "open" : "wall";
            case "alerts" -> "alert";
            default -> view.replaceAll("\\?.*", "");
        };
    }

    private static void picture(PageBrowser page, String name) {
        String pictures = System.getProperty("tunnelwatch.screenshots", "");
        assertThat(pictures).isNotEmpty();
        page.picture(Path.of(pictures, name + ".png"));
    }
}
