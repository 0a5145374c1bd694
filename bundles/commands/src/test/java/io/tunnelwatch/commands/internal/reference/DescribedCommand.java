package io.tunnelwatch.commands.internal.reference;

import io.tunnelwatch.commands.internal.ShellAction;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

/** A command as its annotations describe it. */
final class DescribedCommand {

    private static final String EXAMPLES = "Examples:";

    private final Class<?> type;
    private final Command command;

    DescribedCommand(Class<?> type) {
        this.type = type;
        this.command = type.getAnnotation(Command.class);
    }

    /** An option or argument, with the value that it has when it is not typed. */
    record Word<A extends Annotation>(A annotation, Field field, Optional<String> standard) {

        boolean isFlag() {
            return field.getType() == boolean.class;
        }

        Optional<Class<?>> completer() {
            return Optional.ofNullable(field.getAnnotation(Completion.class)).map(Completion::value);
        }
    }

    Class<?> type() {
        return type;
    }

    /** {@code alert:list}. */
    String name() {
        return command.scope() + ":" + command.name();
    }

    String scope() {
        return command.scope();
    }

    String shortName() {
        return command.name();
    }

    String description() {
        return command.description();
    }

    /** What is said besides, in paragraphs. */
    String details() {
        return parts()[0].strip();
    }

    /** What can be typed as it stands. */
    List<String> examples() {
        return parts().length == 1
                ? List.of()
                : parts()[1]
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    /** By name, those of all commands last. */
    List<Word<Option>> options() {
        return words(Option.class)
                .sorted(Comparator.comparing((Word<Option> option) ->
                                option.annotation().name().equals("--json"))
                        .thenComparing(option -> option.annotation().name()))
                .toList();
    }

    /** In their order. */
    List<Word<Argument>> arguments() {
        return words(Argument.class)
                .sorted(Comparator.comparing(argument -> argument.annotation().index()))
                .toList();
    }

    private String[] parts() {
        return command.detailedDescription().split(EXAMPLES, 2);
    }

    private <A extends Annotation> Stream<Word<A>> words(Class<A> annotation) {
        Object fresh = fresh();
        List<Word<A>> words = new ArrayList<>();
        for (Class<?> declaring = type; declaring != Object.class; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (field.isAnnotationPresent(annotation)) {
                    words.add(new Word<>(field.getAnnotation(annotation), field, standard(field, fresh)));
                }
            }
        }
        return words.stream();
    }

    private ShellAction fresh() {
        try {
            return (ShellAction) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no constructor that Karaf can call", e);
        }
    }

    private static Optional<String> standard(Field field, Object fresh) {
        try {
            field.setAccessible(true);
            return Optional.ofNullable(field.get(fresh))
                    .filter(value -> field.getType() != boolean.class)
                    .filter(value -> !(value instanceof Collection<?>))
                    .map(Object::toString)
                    .filter(value -> !value.isEmpty());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
