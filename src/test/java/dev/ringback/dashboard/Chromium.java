package dev.ringback.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window: the Chromium that is on the PATH. */
final class Chromium implements AutoCloseable {
    private static final Path AXE = Path.of("src/test/node/node_modules/axe-core/axe.min.js");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it, or has the test skipped where the machine has none. */
    static Chromium start() {
        Optional<File> chromium = onPath("chromium");
        Optional<File> chromedriver = onPath("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "chromium or chromedriver is not on the PATH (Debian: chromium, chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow());
        // As root, and in a container, Chromium has no sandbox and little shared memory.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new Chromium(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.orElseThrow())
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    private static Optional<File> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    /** Makes it as large as a screen or a phone, in a theme of the system: {@code light} or {@code dark}. */
    void show(int width, String theme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", width < 500 ? 844 : 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    void switchScript(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /** Puts another tab before the one that is seen, and returns what the latter is called. */
    String hide() {
        String hidden = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        return hidden;
    }

    /** Closes the tab that was put before another. */
    void showAgain(String hidden) {
        driver.close();
        driver.switchTo().window(hidden);
    }

    /** Sends a header with everything from now on; an empty map for none. */
    void sendAlways(Map<String, Object> headers) {
        driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", headers));
    }

    void forgetCookies() {
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    void open(String url) {
        driver.get(url);
    }

    String path() {
        URI uri = URI.create(String.valueOf(driver.getCurrentUrl()));
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + '?' + uri.getRawQuery();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement link(String text) {
        return driver.findElement(By.partialLinkText(text));
    }

    WebElement button(String text) {
        return all("button").stream()
                .filter(button -> button.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** Returns what can be read on the page. */
    String text() {
        return find("body").getText();
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void pressEscape() {
        press(Keys.ESCAPE);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Returns what a script returns, or an empty text where it returns nothing. */
    Object run(String script) {
        Object result = ((JavascriptExecutor) driver).executeScript(script);
        return result == null ? "" : result;
    }

    /** Returns by how many pixels the page is wider than the window. */
    long overflow() {
        return (Long) run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** Keeps a picture of the whole page in {@code target/screenshots}. */
    void screenshot(String name) {
        long height = Math.min(4_000, (Long) run("return document.documentElement.scrollHeight"));
        long width = (Long) run("return innerWidth");
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"),
                    OutputType.BYTES.convertFromBase64Png(String.valueOf(picture.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException("keep a screenshot", e);
        }
    }

    /** Returns what axe finds serious or critical on the page, one line for each element. */
    List<String> accessibilityProblems() {
        assumeTrue(Files.exists(AXE), "axe-core is missing: npm ci in src/test/node fetches it");
        try {
            run(Files.readString(AXE, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("read axe", e);
        }
        String found = (String) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run({resultTypes: ['violations']}).then((result) => done(JSON.stringify(result.violations)))");
        List<String> problems = new ArrayList<>();
        for (JsonNode violation : json(String.valueOf(found))) {
            if (List.of("serious", "critical").contains(violation.path("impact").asText())) {
                violation
                        .path("nodes")
                        .forEach(node -> problems.add(
                                path() + ": " + violation.path("id").asText() + " "
                                        + node.path("html").asText() + " "
                                        + node.path("failureSummary").asText()));
            }
        }
        return problems;
    }

    /** Returns what went wrong on the pages since the last time: errors and warnings of the console, and whom they asked besides their own server. */
    List<String> complaints(String origin) {
        List<String> complaints = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                complaints.add(entry.getMessage());
            }
        }
        StreamSupport.stream(driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
                .map(entry -> json(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").asText().equals("Network.requestWillBeSent"))
                .map(message -> message.at("/params/request/url").asText())
                .filter(url -> url.startsWith("http")
                        && !url.startsWith(origin + "/")
                        && !url.contains('@' + origin.substring(7) + "/"))
                .forEach(url -> complaints.add("asked " + url));
        return complaints;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("read what the browser tells", e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
