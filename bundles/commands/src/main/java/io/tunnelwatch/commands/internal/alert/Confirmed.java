package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Screen;
import java.util.Optional;

/**
 * A message that the other side confirmed, as JSON.
 *
 * @param recipient who has it; absent where that is nobody by name
 */
record Confirmed(String channel, Optional<String> recipient) {

    void print(boolean json, Screen screen) {
        if (json) {
            screen.json(this);
        } else {
            screen.line("Channel " + channel + ": the other side confirmed"
                    + recipient.map(who -> " it for " + who).orElse(" it"));
        }
    }
}
