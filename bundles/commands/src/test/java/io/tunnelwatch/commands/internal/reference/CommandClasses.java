package io.tunnelwatch.commands.internal.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;

/** Every command of the bundle, found as Karaf finds them: by their classes. */
final class CommandClasses {

    private static final Path CLASSES = Path.of("target/classes");

    private CommandClasses() {}

    /** By scope and name. */
    static List<DescribedCommand> all() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(CLASSES::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".class") && !name.contains("-info"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .map(CommandClasses::load)
                    .filter(type ->
                            type.isAnnotationPresent(Command.class) && !Modifier.isAbstract(type.getModifiers()))
                    .map(DescribedCommand::new)
                    .sorted(Comparator.comparing(DescribedCommand::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, CommandClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
