package io.tunnelwatch.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.awaitility.core.ThrowingRunnable;

/**
 * The assembly, unpacked and run as a user runs it: a process of its own, commands through its shell. It has free
 * ports, and an empty folder as the user's home. {@link #close()} ends it; the folder is the caller's
 * ({@code @TempDir}).
 *
 * <p>Not for concurrent use, but for {@link #run}.
 */
public final class KarafProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HTTP_CONFIG = "org.ops4j.pax.web.cfg";
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final String CLIENT_USER = "admin";
    private static final String CLIENT_KEY = "client.key";
    private static final int ALL = Integer.MAX_VALUE;

    /** Of Karaf's feature service, behind the last bundle. */
    private static final String FEATURES_STARTED = " | Done.";

    private static final String STOCK_PASSWORD = "secret";

    private final Path home;
    private final Path userHome;
    private final Path console;
    private final FreePorts ports;
    private final boolean stock;
    private final RemoteShell shell;
    private boolean withoutNetwork;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> jvmOptions = List.of();
    private Optional<Process> process = Optional.empty();

    private KarafProcess(Path folder, FreePorts ports, boolean stock) {
        this.home = folder.resolve("karaf");
        this.userHome = folder.resolve("home");
        this.console = folder.resolve("console.txt");
        this.ports = ports;
        this.shell = new RemoteShell(ports.ssh(), CLIENT_USER, session -> {
            if (stock) {
                session.addPasswordIdentity(STOCK_PASSWORD);
            } else {
                session.addPublicKeyIdentity(PrivateKeyFile.read(etc(CLIENT_KEY)));
            }
        });
        this.stock = stock;
    }

    /** Unpacks the assembly that this build made into the folder and gives it free ports; does not start it. */
    public static KarafProcess unpack(Path folder) {
        return unpack(folder, requiredProperty("tunnelwatch.assembly"), false);
    }

    /**
     * The same with a Karaf as its makers ship it, of the version that this build is made for, with the heap of the
     * assembly and one user.
     */
    public static KarafProcess unpackStock(Path folder) {
        return unpackStock(folder, requiredProperty("tunnelwatch.stockKaraf"));
    }

    /** The same with a Karaf of any version. */
    public static KarafProcess unpackStock(Path folder, String archive) {
        KarafProcess karaf = unpack(folder, archive, true);
        karaf.jvmOptions("-Xmx512m");
        karaf.writeConfig(
                "users.properties",
                CLIENT_USER + " = " + STOCK_PASSWORD + ",_g_:admingroup",
                "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh");
        try {
            karaf.set("org.apache.karaf.shell.cfg", "sshHost", "127.0.0.1");
            karaf.set("org.apache.karaf.management.cfg", "rmiRegistryHost", "127.0.0.1");
            karaf.set("org.apache.karaf.management.cfg", "rmiServerHost", "127.0.0.1");
            return karaf;
        } catch (IOException e) {
            throw new UncheckedIOException("The stock Karaf could not be configured in " + folder, e);
        }
    }

    private static KarafProcess unpack(Path folder, String archive, boolean stock) {
        try {
            KarafProcess karaf = new KarafProcess(folder, FreePorts.find(), stock);
            Files.createDirectories(karaf.home);
            Files.createDirectories(karaf.userHome);
            unpackArchive(archive, karaf.home);
            karaf.set("org.apache.karaf.shell.cfg", "sshPort", karaf.ports.ssh());
            karaf.set("org.apache.karaf.management.cfg", "rmiRegistryPort", karaf.ports.rmiRegistry());
            karaf.set("org.apache.karaf.management.cfg", "rmiServerPort", karaf.ports.rmiServer());
            if (Files.exists(karaf.etc(HTTP_CONFIG))) {
                karaf.set(HTTP_CONFIG, "org.osgi.service.http.port", karaf.ports.http());
            }
            return karaf;
        } catch (IOException e) {
            throw new UncheckedIOException(archive + " could not be unpacked into " + folder, e);
        }
    }

    /** Starts it and returns when a command answers and every bundle is active. */
    public KarafProcess start() {
        launch();
        awaitOrExplain("Karaf did not answer", () -> {
            if (!isRunning()) {
                throw new TerminalFailureException("Karaf ended:\n" + console() + logTail(60));
            }
            assertThat(stock || Files.exists(etc(CLIENT_KEY))).as("a login").isTrue();
            run("shell:echo ready").orFail();
        });
        // the shell of a stock Karaf answers before all that it starts with is there
        awaitOrExplain("Karaf's own features did not come", () -> {
            assertThat(!stock || logTail(ALL).contains(FEATURES_STARTED)).isTrue();
        });
        awaitOrExplain("Not every bundle became active", () -> {
            assertThat(inactiveBundles()).as("bundles that are not active").isEmpty();
        });
        return this;
    }

    /** Starts it and returns at once. */
    public void launch() {
        if (isRunning()) {
            throw new IllegalStateException("It runs already");
        }
        ProcessBuilder builder = script("karaf", "server");
        if (withoutNetwork) {
            LonelyProcess.isolate(builder);
        }
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        try {
            process = Optional.of(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("bin/karaf could not be started", e);
        }
    }

    /**
     * From the next start on there is no network but its own loopback, not even to this machine. Only a
     * {@linkplain #unpackStock stock} Karaf; its commands go through {@code bin/client} there. Needs root.
     */
    public void withoutNetwork() {
        withoutNetwork = true;
    }

    /** Further options of its JVM from the next start on. */
    public void jvmOptions(String... options) {
        jvmOptions = List.of(options);
    }

    /** What its JVM, and what that starts, have in their environment from the next start on, beside the test's own. */
    public void environment(Map<String, String> variables) {
        environment.clear();
        environment.putAll(variables);
    }

    /** Copies a bundle into the folder for hot deployment. */
    public void deploy(Path bundle) {
        Path name = Objects.requireNonNull(bundle.getFileName());
        try {
            // by renaming, so that it is seen whole
            Path copy = Files.copy(bundle, home.resolve(name + ".part"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, deployFolder().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot deploy " + bundle, e);
        }
    }

    /** The folder for hot deployment. */
    public Path deployFolder() {
        return home.resolve("deploy");
    }

    /** Runs one command, or several lines of them, in a shell over SSH; the first that fails ends it. */
    public CommandResult run(String command) {
        if (withoutNetwork) {
            ProcessBuilder client = script("client", "-b", "-u", CLIENT_USER, "-p", STOCK_PASSWORD);
            LonelyProcess.join(client, process.orElseThrow().pid());
            return LonelyProcess.run(client, command);
        }
        return orExplain(shell, command);
    }

    /** The same as a user with a password. */
    public CommandResult runAs(String user, String password, String command) {
        return orExplain(new RemoteShell(sshPort(), user, session -> session.addPasswordIdentity(password)), command);
    }

    private CommandResult orExplain(RemoteShell shell, String command) {
        try {
            return shell.run(command);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + logTail(60), e);
        }
    }

    /**
     * The client on a terminal of its own, 80 columns wide, as {@code script(1)} makes one; the user is {@code admin}.
     */
    public Process terminal() throws IOException {
        String client = home.resolve("bin/client") + " -u " + CLIENT_USER;
        ProcessBuilder builder = script("client");
        // a script that runs the tests in the background has its children ignore Ctrl-C, and a JVM abides by that
        builder.command(
                "env", "--default-signal=INT", "script", "-qec", "stty cols 80 rows 24; exec " + client, "/dev/null");
        builder.environment().put("TERM", "xterm-256color");
        return builder.redirectErrorStream(true).start();
    }

    /** What a command prints with {@code --json}; fails the test when the command fails. */
    public JsonNode json(String command) {
        String output = run(command + " --json").orFail();
        try {
            return JSON.readTree(output);
        } catch (JsonProcessingException e) {
            throw new AssertionError("\"" + command + " --json\" printed what is no JSON:\n" + output, e);
        }
    }

    /** The lines of {@code bundle:list} with a bundle that is neither active nor a fragment. */
    public List<String> inactiveBundles() {
        CommandResult list = run("bundle:list -t 0 -s");
        if (!list.succeeded()) {
            return List.of("bundle:list failed: " + list.errors());
        }
        return bundleLines(list)
                .filter(line -> !line.contains("Active") && !line.contains("Resolved"))
                .toList();
    }

    /** The lines of {@code bundle:list} with bundles of Tunnelwatch. */
    public List<String> ourBundles() {
        return bundleLines(new CommandResult(0, run("bundle:list -t 0 -s").orFail(), ""))
                .filter(line -> line.contains("io.tunnelwatch."))
                .toList();
    }

    /** Ends it as {@code kill -9} would: nothing is flushed or closed. */
    public void kill9() {
        process.ifPresent(script -> {
            List<ProcessHandle> jvm = script.descendants().toList();
            script.destroyForcibly();
            jvm.forEach(ProcessHandle::destroyForcibly);
            jvm.forEach(handle -> handle.onExit().join());
            script.onExit().join();
        });
        process = Optional.empty();
    }

    /** Ends it as an operator would. */
    public void stop() {
        process.ifPresent(script -> {
            script.descendants().forEach(ProcessHandle::destroy);
            try {
                if (!script.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("Karaf did not stop:\n" + logTail(60));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                kill9();
            }
        });
        process = Optional.empty();
    }

    /** Whether its process is there. */
    public boolean isRunning() {
        return process.filter(Process::isAlive).isPresent();
    }

    /** The process id of its JVM. */
    public long pid() {
        return process.stream()
                .flatMap(Process::descendants)
                .map(ProcessHandle::pid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("It does not run"));
    }

    /** A file or folder of the assembly. */
    public Path file(String name) {
        return home.resolve(name);
    }

    /** A file or folder of its {@code etc}. */
    public Path etc(String name) {
        return home.resolve("etc").resolve(name);
    }

    /** A file or folder of its {@code data}. */
    public Path data(String name) {
        return home.resolve("data").resolve(name);
    }

    /** The port of its shell, on 127.0.0.1. */
    public int sshPort() {
        return ports.ssh();
    }

    /** The port of its RMI registry, on 127.0.0.1. */
    public int rmiRegistryPort() {
        return ports.rmiRegistry();
    }

    /** The port of its RMI connector, on 127.0.0.1. */
    public int rmiServerPort() {
        return ports.rmiServer();
    }

    /** The port of its HTTP server, on 127.0.0.1. */
    public int httpPort() {
        return ports.http();
    }

    /** Writes or replaces a file of {@code etc}, as an editor would; a running Karaf sees it within two seconds. */
    public void writeConfig(String fileName, String... lines) {
        try {
            Files.write(etc(fileName), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + etc(fileName), e);
        }
    }

    /** Deletes a file of {@code etc}. */
    public void deleteConfig(String fileName) {
        try {
            Files.delete(etc(fileName));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + etc(fileName), e);
        }
    }

    /** Watches the scripted gateway, named {@code scenario}, at a pace for tests. */
    public void watchScenario() {
        writeConfig(
                "io.tunnelwatch.gateway-scenario.cfg",
                "source = scenario",
                "intervalSeconds = 1",
                "staleAfterSeconds = 10",
                "outagePercent = 0",
                "flapChanges = 0",
                "expect = always");
    }

    /** What it wrote to its standard output since it was unpacked. */
    public String console() {
        return read(console);
    }

    /** The password of {@code admin} that the first start printed. */
    public String adminPassword() {
        Matcher printed = Pattern.compile("password {2}(\\S+)").matcher(console());
        if (!printed.find()) {
            throw new AssertionError("No password was printed:\n" + console());
        }
        return printed.group(1);
    }

    /** The last lines of {@code karaf.log}. */
    public String logTail(int lines) {
        List<String> all = read(data("log/karaf.log")).lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /** The lines of {@code karaf.log} with an error. */
    public List<String> loggedErrors() {
        return logTail(Integer.MAX_VALUE)
                .lines()
                .filter(line -> line.contains(" ERROR "))
                .toList();
    }

    @Override
    public void close() {
        kill9();
    }

    private void awaitOrExplain(String what, ThrowingRunnable assertion) {
        try {
            await().atMost(START_LIMIT).pollInterval(Duration.ofMillis(500)).untilAsserted(assertion);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    what + " within " + START_LIMIT + ": " + e.getMessage() + "\n" + console() + logTail(80), e);
        }
    }

    /** What a script needs to run {@code $KARAF/bin/client} as {@link #run} does. */
    public Map<String, String> clientEnvironment() {
        Map<String, String> variables = new HashMap<>();
        ProcessBuilder client = script("client");
        for (String name : List.of("HOME", "JAVA_HOME", "EXTRA_JAVA_OPTS")) {
            variables.put(name, client.environment().get(name));
        }
        variables.put("KARAF", home.toString());
        return variables;
    }

    private ProcessBuilder script(String name, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(home.resolve("bin").resolve(name).toString()), Stream.of(arguments))
                        .toList());
        if (name.equals("karaf")) {
            builder.environment().putAll(environment);
        }
        builder.environment().put("HOME", userHome.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        String options = name.equals("karaf") ? " " + String.join(" ", jvmOptions) : "";
        builder.environment().put("EXTRA_JAVA_OPTS", "-Duser.home=" + userHome + options);
        return builder;
    }

    private void set(String fileName, String key, Object value) throws IOException {
        Path file = etc(fileName);
        List<String> others = Files.readAllLines(file).stream()
                .filter(line -> !line.matches("\\s*" + key + "\\s*=.*"))
                .toList();
        Files.write(
                file,
                Stream.concat(others.stream(), Stream.of(key + " = " + value)).toList());
    }

    private static Stream<String> bundleLines(CommandResult list) {
        return list.output().lines().filter(line -> line.matches("\\s*\\d+\\s*[|│].*"));
    }

    private static void unpackArchive(String archive, Path folder) throws IOException {
        Process tar = new ProcessBuilder("tar", "-xzf", archive, "--strip-components=1", "-C", folder.toString())
                .inheritIO()
                .start();
        if (tar.onExit().join().exitValue() != 0) {
            throw new IOException("tar could not unpack " + archive);
        }
    }

    private static String requiredProperty(String name) {
        return Objects.requireNonNull(
                System.getProperty(name), () -> "The build sets the system property " + name + ": run mvn verify");
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
