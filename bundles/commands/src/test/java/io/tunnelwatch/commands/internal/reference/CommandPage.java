package io.tunnelwatch.commands.internal.reference;

import io.tunnelwatch.commands.internal.reference.DescribedCommand.Word;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;

/** A page of {@code docs/commands/}, as a manual has it. */
final class CommandPage {

    private final DescribedCommand command;
    private final List<String> roles;

    CommandPage(DescribedCommand command, List<String> roles) {
        this.command = command;
        this.roles = roles;
    }

    String fileName() {
        return command.scope() + "-" + command.shortName() + ".md";
    }

    /** The line of the index. */
    String indexLine() {
        return "| [`" + command.name() + "`](" + fileName() + ") | " + cell(command.description()) + " | "
                + roles.get(0) + " |";
    }

    /** The page in Markdown. */
    String text() {
        StringBuilder page = new StringBuilder();
        page.append("# ")
                .append(command.name())
                .append("\n\n")
                .append(command.description())
                .append("\n");
        section(page, "Synopsis", code(List.of(synopsis())));
        section(page, "Description", command.details());
        section(
                page,
                "Arguments",
                table(
                        "argument | what it is | Tab proposes",
                        command.arguments().stream().map(CommandPage::argumentLine)));
        section(
                page,
                "Options",
                table(
                        "option | what it does | Tab proposes | without it",
                        command.options().stream().map(CommandPage::optionLine)));
        section(page, "Examples", code(command.examples()));
        section(
                page,
                "Exit status",
                "0 when it was done. Otherwise not 0, and the last line says what could not be done and why.");
        section(
                page,
                "Who may run it",
                roles.stream().map(role -> "`" + role + "`").collect(Collectors.joining(", "))
                        + ", as `etc/org.apache.karaf.command.acl." + command.scope()
                        + ".cfg` says unless it was edited.");
        return page.toString();
    }

    private String synopsis() {
        return Stream.of(
                        Stream.of(command.name()),
                        command.options().stream().map(CommandPage::inSynopsis),
                        command.arguments().stream().map(CommandPage::inSynopsisAsArgument))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(" "));
    }

    private static String inSynopsis(Word<Option> option) {
        String typed = option.annotation().name() + (option.isFlag() ? "" : " " + value(option));
        return (option.annotation().required() ? typed : "[" + typed + "]")
                + (option.annotation().multiValued() ? "..." : "");
    }

    private static String inSynopsisAsArgument(Word<Argument> argument) {
        String typed = argument.annotation().name().toUpperCase(Locale.ROOT);
        return argument.annotation().required() ? typed : "[" + typed + "]";
    }

    private static String argumentLine(Word<Argument> argument) {
        return "| `" + argument.annotation().name().toUpperCase(Locale.ROOT) + "` | "
                + cell(argument.annotation().description())
                + (argument.annotation().required() ? "" : " (may be left out)") + " | " + proposed(argument) + " |";
    }

    private static String optionLine(Word<Option> option) {
        String several = option.annotation().multiValued() ? "; repeatable, or with commas" : "";
        return "| `" + option.annotation().name() + (option.isFlag() ? "" : " " + value(option)) + "` | "
                + cell(option.annotation().description()) + several + " | " + proposed(option) + " | "
                + option.standard().map(standard -> "`" + standard + "`").orElse(absent(option)) + " |";
    }

    /** {@code AlertIdCompleter} proposes an alert id. */
    private static String proposed(Word<?> word) {
        return word.completer()
                .map(completer -> completer
                        .getSimpleName()
                        .replaceFirst("Completer$", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static String absent(Word<Option> option) {
        return option.annotation().required() ? "required" : "";
    }

    /** {@code --since} has a value called SINCE. */
    private static String value(Word<Option> option) {
        return option.annotation().name().replaceFirst("^--", "").toUpperCase(Locale.ROOT);
    }

    private static void section(StringBuilder page, String title, String text) {
        Optional.of(text).filter(present -> !present.isEmpty()).ifPresent(present -> page.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(present)
                .append("\n"));
    }

    private static String code(List<String> lines) {
        return lines.isEmpty() ? "" : "```\n" + String.join("\n", lines) + "\n```";
    }

    private static String table(String header, Stream<String> lines) {
        List<String> rows = lines.toList();
        long columns = header.chars().filter(c -> c == '|').count() + 1;
        return rows.isEmpty()
                ? ""
                : "| " + header + " |\n" + "|---".repeat((int) columns) + "|\n" + String.join("\n", rows);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
