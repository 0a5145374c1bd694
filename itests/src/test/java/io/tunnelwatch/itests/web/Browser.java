package io.tunnelwatch.itests.web;

import static org.awaitility.Awaitility.await;

import io.tunnelwatch.itests.karaf.KarafProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a screen, logged in as {@code admin}, that measures the page. */
public final class Browser implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Dimension DESK = new Dimension(1366, 860);

    /**
     * Run before anything of a page is: notes when the first row of an alert is there and the page can be used, which
     * is when it has painted since, and its thread is free for input.
     */
    private static final String WATCH =
            """
            window.usableAfterMillis = undefined;
            new MutationObserver((changes, watcher) => {
              if (document.querySelector('tr[data-alert]')) {
                watcher.disconnect();
                requestAnimationFrame(() => setTimeout(() => { window.usableAfterMillis = performance.now(); }));
              }
            }).observe(document, { childList: true, subtree: true });
            """;

    private final String page;
    private final ChromeDriver chrome;

    /** Starts it and logs in. */
    public Browser(KarafProcess karaf) {
        this.page = "http://127.0.0.1:" + karaf.httpPort() + "/tunnelwatch/";
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--lang=en",
                "--enable-precise-memory-info",
                "--js-flags=--expose-gc");
        this.chrome = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                        .build(),
                options);
        chrome.manage().window().setSize(DESK);
        chrome.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
        logIn(karaf.adminPassword());
    }

    private void logIn(String password) {
        chrome.get(page);
        await().atMost(SOON)
                .until(() -> !chrome.findElements(By.name("password")).isEmpty());
        chrome.findElement(By.name("user")).sendKeys("admin");
        chrome.findElement(By.name("password")).sendKeys(password);
        chrome.findElement(By.cssSelector("form.login button")).click();
        await().atMost(SOON)
                .until(() -> chrome.findElements(By.name("password")).isEmpty());
    }

    /** Opens a view of the page, and does not wait. */
    public void open(String view) {
        chrome.get(page + view);
    }

    /**
     * Opens a view that lists alerts; tells after how many milliseconds, counted from the begin of the navigation, its
     * first rows were there and it could be used.
     *
     * @param cached whether the browser may use what it has kept of the page
     */
    public double millisUntilUsable(String view, boolean cached) {
        chrome.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", !cached));
        open(view);
        await(view)
                .atMost(SOON)
                .until(() -> chrome.executeScript("return window.usableAfterMillis !== undefined") == Boolean.TRUE);
        return ((Number) chrome.executeScript("return window.usableAfterMillis")).doubleValue();
    }

    /** Marks the document that is shown, so that {@link #awaitAlert} notices another. */
    public void mark() {
        chrome.executeScript("window.marked = true");
    }

    /** Waits until the marked document shows the alert of a peer, which it can only have heard of live. */
    public void awaitAlert(String peer) {
        await("the alert of " + peer)
                .atMost(SOON)
                .until(() -> chrome.executeScript(
                                "return window.marked === true && [...document.querySelectorAll('tr[data-alert]')]"
                                        + ".some((row) => row.textContent.includes(arguments[0]))",
                                peer)
                        == Boolean.TRUE);
    }

    /** The live heap of the page's scripts, after a collection. */
    public double heapMebibytes() {
        Number bytes = (Number) chrome.executeScript("gc(); return performance.memory.usedJSHeapSize");
        return bytes.doubleValue() / (1 << 20);
    }

    @Override
    public void close() {
        chrome.quit();
    }
}
