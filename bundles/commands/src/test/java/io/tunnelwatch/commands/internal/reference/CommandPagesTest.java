package io.tunnelwatch.commands.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/commands/} as the annotations are. With the system property {@code tunnelwatch.writeCommandPages}
 * it writes the pages instead.
 */
class CommandPagesTest {

    private static final Path FOLDER = Path.of("../../docs/commands");
    private static final String INDEX = "README.md";

    private static final String RENEW =
            """
            docs/commands/ is not what the commands say. Renew it, and look at what changed:
              mvn -q -pl bundles/commands -am -Dquick package -Dtest=CommandPagesTest \
            -Dsurefire.failIfNoSpecifiedTests=false -Dtunnelwatch.writeCommandPages
            """;

    private static final String INTRODUCTION =
            """
            # Commands

            One page a command, made from what the command says of itself (`CommandPagesTest` in `bundles/commands`; the build says how to renew
            them). `COMMAND --help` shows the same in the shell, but the role and the exit status; Tab completes names, options and values.

            The last column is the least role that may run the command: `viewer` reads, `manager` acts on alerts and gateways, `admin` changes the
            history as a whole. Each role includes those before it. [SECURITY.md](../../SECURITY.md) says how to change that.

            | command | what it does | least role |
            |---|---|---|
            """;

    @Test
    void thePagesAreWhatTheCommandsSay() throws Exception {
        Map<String, String> pages = pages();
        if (System.getProperty("tunnelwatch.writeCommandPages") != null) {
            write(pages);
        }
        assertThat(onDisk()).as(RENEW).isEqualTo(pages);
    }

    private static Map<String, String> pages() throws Exception {
        Map<String, Map<String, List<String>>> access = AccessFiles.read();
        List<CommandPage> commands = CommandClasses.all().stream()
                .map(command -> new CommandPage(
                        command, access.get(command.scope()).getOrDefault(command.shortName(), List.of("admin"))))
                .toList();
        Map<String, String> pages = new TreeMap<>();
        commands.forEach(page -> pages.put(page.fileName(), page.text()));
        pages.put(
                INDEX,
                INTRODUCTION
                        + commands.stream().map(CommandPage::indexLine).collect(Collectors.joining("\n", "", "\n")));
        return pages;
    }

    private static Map<String, String> onDisk() throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        for (Path file : files()) {
            pages.put(file.getFileName().toString(), Files.readString(file));
        }
        return pages;
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(FOLDER);
        for (Path former : files()) {
            Files.delete(former);
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        }
    }

    private static List<Path> files() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }
}
