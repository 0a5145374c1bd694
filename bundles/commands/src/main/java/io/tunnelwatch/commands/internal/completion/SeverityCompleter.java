package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.alert.Severity;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the severities of alerts. */
@Service
public class SeverityCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return Arrays.stream(Severity.values()).map(severity -> Proposal.of(severity.name()));
    }
}
