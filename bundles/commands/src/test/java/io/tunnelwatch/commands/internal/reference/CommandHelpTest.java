package io.tunnelwatch.commands.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code --help} says, and what Tab proposes, of every command. */
class CommandHelpTest {

    /** What only the typist knows. */
    private static final Set<String> FREE_TEXT = Set.of("--note", "--text", "--after");

    /** Has blanks in it: the shell would have to quote a proposal. */
    private static final Set<String> WITH_BLANKS = Set.of("alert:silence --every");

    private static final Map<String, DescribedCommand> ALL =
            CommandClasses.all().stream().collect(Collectors.toMap(DescribedCommand::name, Function.identity()));

    @ParameterizedTest
    @MethodSource("commands")
    void karafFindsTheCommand(String name) {
        assertThat(ALL.get(name).type()).hasAnnotation(Service.class);
        assertThat(ALL.get(name).type().getModifiers()).matches(Modifier::isPublic);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itIsDescribedInASentenceAndItsWordsInPhrases(String name) {
        DescribedCommand command = ALL.get(name);

        assertThat(command.description()).matches("[A-Z][^\n]*\\.");
        command.options().forEach(option -> {
            assertThat(option.annotation().name()).matches("--[a-z-]+");
            assertThat(option.annotation().description())
                    .as(option.annotation().name())
                    .matches("[A-Z].*[^.]");
        });
        command.arguments().forEach(argument -> assertThat(argument.annotation().description())
                .as(argument.annotation().name())
                .matches("[A-Z].*[^.]"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itHasAnExampleThatCanBeTyped(String name) {
        List<String> examples = ALL.get(name).examples();

        assertThat(examples).isNotEmpty().anyMatch(line -> (line + " ").startsWith(name + " "));
        examples.forEach(line -> {
            DescribedCommand typed = ALL.get(line.split(" ")[0]);
            assertThat(typed).as(line).isNotNull();
            assertThat(typed.options().stream()
                            .map(option -> option.annotation().name()))
                    .as(line)
                    .containsAll(Arrays.stream(line.split(" "))
                            .filter(word -> word.startsWith("--"))
                            .toList());
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void tabProposesEveryValueThatCanBeProposed(String name) {
        DescribedCommand command = ALL.get(name);

        assertThat(Stream.concat(
                        command.options().stream()
                                .filter(option -> !option.isFlag())
                                .filter(option ->
                                        !FREE_TEXT.contains(option.annotation().name()))
                                .filter(option -> !WITH_BLANKS.contains(
                                        name + " " + option.annotation().name()))
                                .filter(option -> option.completer().isEmpty())
                                .map(option -> option.annotation().name()),
                        command.arguments().stream()
                                .filter(argument -> argument.completer().isEmpty())
                                .map(argument -> argument.annotation().name())))
                .as("without @Completion")
                .isEmpty();
    }

    static Stream<String> commands() {
        return ALL.keySet().stream().sorted();
    }
}
