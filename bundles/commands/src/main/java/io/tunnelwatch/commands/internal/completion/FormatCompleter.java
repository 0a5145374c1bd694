package io.tunnelwatch.commands.internal.completion;

import io.tunnelwatch.export.AlertFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes the formats of an export. */
@Service
public class FormatCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return Arrays.stream(AlertFormat.values())
                .map(format -> Proposal.of(format.name().toLowerCase(Locale.ROOT)));
    }
}
