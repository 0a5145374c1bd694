package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.wg.Verdict;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the verdicts on peers with what they mean. */
@Service
public class VerdictCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return Arrays.stream(Verdict.values()).map(verdict -> new Proposal(verdict.name(), meaning(verdict)));
    }

    private static String meaning(Verdict verdict) {
        return switch (verdict) {
            case UP -> "its latest handshake is fresh";
            case IDLE -> "stale, which it may be";
            case DOWN -> "stale, which it should not be";
            case NEVER -> "no handshake yet";
            case UNKNOWN -> "its gateway can not be read";
        };
    }
}
