package io.tunnelwatch.commands.internal.completion;

import java.time.ZoneId;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Proposes time zones. */
@Service
public class ZoneCompleter extends DescribingCompleter {

    @Override
    Stream<Proposal> proposals(String typed) {
        return ZoneId.getAvailableZoneIds().stream().sorted().map(Proposal::of);
    }
}
