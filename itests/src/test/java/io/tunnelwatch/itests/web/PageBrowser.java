package io.tunnelwatch.itests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.tunnelwatch.itests.karaf.KarafProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser in Berlin that looks at the page of a Karaf, and speaks English. */
final class PageBrowser implements AutoCloseable {

    static final Dimension DESK = new Dimension(1366, 1000);
    static final Dimension PHONE = new Dimension(500, 900);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String STILL_ASKING = "(?s).*(Asking|Counting) .*";

    private final KarafProcess karaf;
    private final ChromeDriver browser;

    PageBrowser(KarafProcess karaf) {
        this.karaf = karaf;
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--lang=en",
                "--accept-lang=en");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .withEnvironment(Map.of("TZ", "Europe/Berlin"))
                .build();
        this.browser = new ChromeDriver(driver, options);
        size(DESK);
    }

    ChromeDriver driver() {
        return browser;
    }

    void size(Dimension size) {
        browser.manage().window().setSize(size);
    }

    void open(String view) {
        browser.get("http://127.0.0.1:" + karaf.httpPort() + "/tunnelwatch/" + view);
    }

    /** Opens a view and waits until what it asked for is there. */
    void show(String view) {
        open(view);
        await().atMost(SOON).until(() -> has("main h1"));
        await().atMost(SOON).until(() -> !text("main").matches(STILL_ASKING));
        await().atMost(SOON).until(() -> !text(".health-line, .foot").matches(STILL_ASKING));
        if (view.startsWith("peers")) {
            await().atMost(SOON).until(() -> has(".peers tbody .strip"));
        }
    }

    /** Logs in as the user that the assembly made. */
    void logIn() {
        await().atMost(SOON).until(() -> has("[name=password]"));
        browser.findElement(By.name("user")).sendKeys("admin");
        browser.findElement(By.name("password")).sendKeys(password());
        browser.findElement(By.cssSelector("form.login button")).click();
        await().atMost(SOON).until(() -> !has("[name=password]"));
    }

    boolean has(String selector) {
        return !browser.findElements(By.cssSelector(selector)).isEmpty();
    }

    void click(String selector) {
        browser.findElement(By.cssSelector(selector)).click();
    }

    void choose(String selector, String value) {
        click(selector + " option[value='" + value + "']");
    }

    void type(String selector, String text) {
        WebElement field = browser.findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
    }

    /** Presses a key where the focus is. */
    void press(CharSequence key) {
        browser.switchTo().activeElement().sendKeys(key);
    }

    /** Goes on by Tab until the focus is on what is wanted. */
    void tabTo(String selector) {
        for (int step = 0; step < 100; step++) {
            if (Boolean.TRUE.equals(script("return document.activeElement.matches(arguments[0])", selector))) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    /** The text of the first that is found, as it is seen or read out; empty for none. */
    String text(String selector) {
        return (String) script(
                "const one = document.querySelector(arguments[0]); return one === null ? '' : one.innerText", selector);
    }

    /** How many rows of alerts have this in their text. */
    long rows(String part) {
        return (Long) script(
                "return [...document.querySelectorAll('tr[data-alert]')].filter((row) => row.textContent.includes(arguments[0])).length",
                part);
    }

    Object script(String text, Object... arguments) {
        return browser.executeScript(text, arguments);
    }

    void assertAccessible(String view) {
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

    /** What the console has said by now that is an error; among it is what the Content-Security-Policy refused. */
    List<LogEntry> errors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .toList();
    }

    void picture(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.quit();
    }

    private String password() {
        Matcher printed = Pattern.compile("password {2}(\\S+)").matcher(karaf.console());
        assertThat(printed.find()).isTrue();
        return printed.group(1);
    }
}
