package io.tunnelwatch.commands.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.history.HistoryMaintenance;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.WireGuardProbe;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.karaf.shell.impl.action.command.DefaultActionPreparator;

/** Runs commands as if they were typed: Karaf itself reads their options. */
public final class TestShell implements Services {

    public final MemoryLog log = new MemoryLog();
    public final MemoryHistory history = new MemoryHistory();
    public final MemoryMaintenance maintenance = new MemoryMaintenance();
    public final MemoryProbe probe = new MemoryProbe();
    public final MemoryRecordings recordings = new MemoryRecordings();
    public final MemoryNotifier notifier = new MemoryNotifier();

    /** Who answers questions; nobody can be asked at first. */
    public Optional<Prompt> prompt = Optional.empty();

    /** Whether the terminal shows block elements. */
    public boolean blocks;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private final Map<Class<?>, Object> services = new HashMap<>();

    public TestShell() {
        services.put(AlertLog.class, log);
        services.put(AlertHistory.class, history);
        services.put(HistoryMaintenance.class, maintenance);
        services.put(WireGuardProbe.class, probe);
        services.put(Recordings.class, recordings);
        services.put(Notifier.class, notifier);
    }

    /** What a command printed. */
    public record Printed(String out, String notes) {

        /** The answer's lines. */
        public List<String> lines() {
            return out.lines().toList();
        }

        /** The answer, which must be one JSON document on one line. */
        public JsonNode json() {
            try {
                if (!out.endsWith("\n") || out.indexOf('\n') != out.length() - 1) {
                    throw new AssertionError("Not one line: " + out);
                }
                return new ObjectMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + out, e);
            }
        }
    }

    /** Takes a service away. */
    public TestShell without(Class<?> service) {
        services.remove(service);
        return this;
    }

    @Override
    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(services.get(type)).map(type::cast);
    }

    /** Runs a command where nothing bounds the width. */
    public Printed run(ShellAction command, String... typed) {
        return run(OptionalInt.empty(), false, command, typed);
    }

    /** Runs a command on a terminal of this width. */
    public Printed runAt(int width, ShellAction command, String... typed) {
        return run(OptionalInt.of(width), false, command, typed);
    }

    /** Runs a command. */
    public Printed run(OptionalInt width, boolean colors, ShellAction command, String... typed) {
        out.reset();
        notes.reset();
        Screen screen = new Screen(
                new PrintStream(out, true, UTF_8),
                new PrintStream(notes, true, UTF_8),
                width,
                colors,
                blocks,
                Samples.NOON,
                prompt);
        try {
            new DefaultActionPreparator().prepare(command, null, List.of((Object[]) typed));
            command.run(this, screen);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return printed();
    }

    /** A command with its options read, not run. */
    public static <T extends ShellAction> T typed(T command, String... typed) {
        try {
            new DefaultActionPreparator().prepare(command, null, List.of((Object[]) typed));
            return command;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What the latest command printed, also when it failed. */
    public Printed printed() {
        return new Printed(out.toString(UTF_8), notes.toString(UTF_8));
    }
}
