package io.tunnelwatch.itests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.wireguard.WireGuardLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real browser, before a real gateway. The steps are those of one shift, in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> VIEWS =
            List.of("", "history", "peers", "silences", "statistics", "health", "?noc=1");
    private static final Dimension DESK = new Dimension(1366, 860);
    private static final Dimension PHONE = new Dimension(500, 900);

    @TempDir
    static Path folder;

    private static KarafProcess karaf;
    private static WireGuardLab lab;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() {
        lab = WireGuardLab.start();
        karaf = KarafProcess.unpack(folder);
        karaf.watchScenario();
        karaf.writeConfig(
                "io.tunnelwatch.gateway-lab.cfg",
                "source = wg",
                "command = " + lab.dumpCommand(),
                "expect = always",
                "intervalSeconds = 1",
                "staleAfterSeconds = 10");
        karaf.start();
        browser = browser();
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.quit();
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
        open("history?kind=PEER_DOWN");
        await().atMost(SOON)
                .until(() -> !browser.findElements(By.name("password")).isEmpty());
        assertAccessible("login");
        picture("login");
        browser.findElement(By.name("user")).sendKeys("admin");
        browser.findElement(By.name("password")).sendKeys(password());
        browser.findElement(By.cssSelector("form.login button")).click();

        await().atMost(SOON).until(() -> browser.getCurrentUrl().endsWith("/tunnelwatch/history?kind=PEER_DOWN"));
        await().atMost(SOON).until(() -> text("h1").equals("History"));
    }

    @Test
    @Order(2)
    void anAlertOfTheGatewayComesByItself() {
        open("");
        await().atMost(SOON).until(() -> !browser.findElements(By.cssSelector(".count .number"))
                .isEmpty());
        browser.executeScript("window.neverLoadedAnew = true");
        lab.killPeer();

        await().atMost(Duration.ofSeconds(60)).until(() -> rows("lab /") == 1);
        assertThat(browser.executeScript("return window.neverLoadedAnew")).isEqualTo(true);
    }

    @Test
    @Order(3)
    void itIsAcknowledgedFromItsRow() {
        String id = (String) browser.executeScript(
                "const row = [...document.querySelectorAll('tr[data-alert]')].find((one) => one.textContent.includes('lab /'));"
                        + "row.querySelector('[data-action=ack]').click(); return row.dataset.alert");

        await().atMost(SOON)
                .until(() -> text("tr[data-alert='" + id + "'] .state").contains("Acknowledged by admin"));
        assertThat(karaf.json("alert:show " + id).get("state").asText()).isEqualTo("ACKNOWLEDGED");
        open("alerts/" + id);
        await().atMost(SOON)
                .until(() ->
                        browser.findElements(By.cssSelector(".timeline li")).size() >= 2);
        assertAccessible("alert");
        picture("alert");
    }

    @Test
    @Order(4)
    void filtersStandInTheAddress() {
        open("history?gateway=lab");
        await().atMost(SOON).until(() -> rows("lab /") == 1);
        assertThat(rows("scenario /")).isZero();
    }

    @Test
    @Order(5)
    void noViewHasABarrier() {
        for (String view : VIEWS) {
            show(view);
            assertAccessible(view);
            picture(name(view));
        }
    }

    @Test
    @Order(6)
    void darkStaysDark() {
        open("");
        await().atMost(SOON).until(() -> !browser.findElements(By.cssSelector("[data-tool=theme]"))
                .isEmpty());
        browser.findElement(By.cssSelector("[data-tool=theme]")).click();
        for (String view : VIEWS) {
            show(view);
            assertThat(browser.executeScript("return document.documentElement.dataset.theme"))
                    .isEqualTo("dark");
            assertAccessible(view + " (dark)");
            picture(name(view) + "-dark");
        }
        browser.manage().window().setSize(PHONE);
        for (String view : VIEWS.subList(0, 3)) {
            show(view);
            assertAccessible(view + " (phone)");
            picture(name(view) + "-phone");
        }
        browser.manage().window().setSize(DESK);
    }

    @Test
    @Order(7)
    void aReadOnlyDatabaseIsSaidAndItsEndToo() {
        open("health");
        await().atMost(SOON).until(() -> text(".health-line").contains("All is well"));
        Path file = karaf.data("tunnelwatch/alerts.db");
        chattr("+i", file);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> text(".health-line")
                    .matches("(?s).*history database is read-only since .*safe in the log.*"));
            picture("health-read-only");
        } finally {
            chattr("-i", file);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> text(".health-line").contains("All is well"));
    }

    @Test
    @Order(8)
    void afterTheLogoutNothingIsShown() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue()))
                .isEmpty();
        browser.findElement(By.cssSelector("[data-tool=logout]")).click();
        await().atMost(SOON)
                .until(() -> !browser.findElements(By.name("password")).isEmpty());

        open("history");
        await().atMost(SOON)
                .until(() -> !browser.findElements(By.name("password")).isEmpty());
        assertThat(browser.findElements(By.cssSelector("tr[data-alert]"))).isEmpty();
    }

    private static ChromeDriver browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build();
        ChromeDriver chrome = new ChromeDriver(driver, options);
        chrome.manage().window().setSize(DESK);
        return chrome;
    }

    private static void open(String view) {
        browser.get("http://127.0.0.1:" + karaf.httpPort() + "/tunnelwatch/" + view);
    }

    /** Opens a view and waits until what it asked for is there. */
    private static void show(String view) {
        open(view);
        await().atMost(SOON)
                .until(() -> !browser.findElements(By.cssSelector("main h1")).isEmpty());
        await().atMost(SOON)
                .until(() -> !browser.findElement(By.tagName("main")).getText().matches("(?s).*(Asking|Counting) .*"));
        await().atMost(SOON).until(() -> !text(".health-line, .foot").contains("Asking"));
        if (view.equals("peers")) {
            await().atMost(SOON).until(() -> !browser.findElements(By.cssSelector(".peers tbody tr"))
                    .isEmpty());
        }
    }

    private static long rows(String part) {
        return (Long) browser.executeScript(
                "return [...document.querySelectorAll('tr[data-alert]')].filter((row) => row.textContent.includes(arguments[0])).length",
                part);
    }

    private static String text(String selector) {
        List<WebElement> found = browser.findElements(By.cssSelector(selector));
        return found.isEmpty() ? "" : String.valueOf(found.get(0).getDomProperty("textContent"));
    }

    private static void assertAccessible(String view) {
        List<Rule> violations = new AxeBuilder().analyze(browser).getViolations();
        assertThat(violations)
                .as(view)
                .extracting(rule -> rule.getId() + ": "
                        + rule.getNodes().stream()
                                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                .limit(3)
                                .toList())
                .isEmpty();
    }

    private static String name(String view) {
        return view.isEmpty() ? "open" : view.startsWith("?") ? "wall" : view;
    }

    /** For docs/screenshots, if a folder for them is named. */
    private static void picture(String name) {
        String pictures = System.getProperty("tunnelwatch.screenshots", "");
        if (!pictures.isEmpty()) {
            try {
                Files.createDirectories(Path.of(pictures));
                Files.write(Path.of(pictures, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static void chattr(String flag, Path file) {
        try {
            assertThat(new ProcessBuilder("chattr", flag, file.toString())
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String password() {
        Matcher printed = Pattern.compile("password {2}(\\S+)").matcher(karaf.console());
        assertThat(printed.find()).isTrue();
        return printed.group(1);
    }
}
