package io.tunnelwatch.commands.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A command that no line names would be everybody's, were it not for the line {@code *}. */
class CommandAccessTest {

    private static final String OTHERS = "*";
    private static final List<List<String>> ALLOWED =
            List.of(List.of("viewer", "manager", "admin"), List.of("manager", "admin"), List.of("admin"));

    @Test
    void everyCommandHasItsLineAndNoLineIsLeftOver() throws Exception {
        Map<String, Set<String>> commands = CommandClasses.all().stream()
                .collect(Collectors.groupingBy(
                        DescribedCommand::scope,
                        Collectors.mapping(DescribedCommand::shortName, Collectors.toCollection(TreeSet::new))));
        Map<String, Map<String, List<String>>> access = AccessFiles.read();

        assertThat(access.keySet()).isEqualTo(commands.keySet());
        commands.forEach((scope, names) -> {
            Set<String> lines = new TreeSet<>(access.get(scope).keySet());
            lines.remove(OTHERS);
            assertThat(lines)
                    .as("config org.apache.karaf.command.acl.%s in features/src/main/feature/feature.xml", scope)
                    .isEqualTo(names);
        });
    }

    @Test
    void aRoleIncludesThoseBelowIt() throws Exception {
        AccessFiles.read()
                .forEach((scope, lines) -> lines.forEach((command, roles) ->
                        assertThat(ALLOWED).as(scope + ":" + command).contains(roles)));
    }

    @Test
    void aCommandThatAnOlderFileDoesNotKnowIsForAdmins() throws Exception {
        AccessFiles.read().values().forEach(lines -> assertThat(lines).containsEntry(OTHERS, List.of("admin")));
    }
}
