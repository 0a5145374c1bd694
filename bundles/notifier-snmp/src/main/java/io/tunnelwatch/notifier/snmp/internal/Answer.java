package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.settings.Durations;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;

/** What the manager says to one inform. */
final class Answer implements ResponseListener {

    /** For the round trips by which v3 finds out the manager's engine and its time. */
    private static final long GRACE_MILLISECONDS = 2_000;

    /** What somebody has to mend, by the counter of RFC 3414 that a report holds. */
    private static final Map<OID, String> REPORTS = Map.of(
            SnmpConstants.usmStatsUnknownUserNames,
            "it does not know the user (username)",
            SnmpConstants.usmStatsWrongDigests,
            "authenticationPassword or authentication is not the user's there",
            SnmpConstants.usmStatsDecryptionErrors,
            "privacyPassword or privacy is not the user's there",
            SnmpConstants.usmStatsUnsupportedSecLevels,
            "it has no authentication or privacy for the user",
            SnmpConstants.usmStatsNotInTimeWindows,
            "its clock and the one that it told of do not go together",
            SnmpConstants.usmStatsUnknownEngineIDs,
            "its engine ID is another one now");

    private final SnmpSettings settings;
    private final CompletableFuture<Optional<PDU>> response = new CompletableFuture<>();

    Answer(SnmpSettings settings) {
        this.settings = settings;
    }

    @Override
    public <A extends Address> void onResponse(ResponseEvent<A> event) {
        if (event.getSource() instanceof Snmp snmp) {
            snmp.cancel(event.getRequest(), this); // or it would be remembered for ever
        }
        if (event.getError() != null) {
            response.completeExceptionally(event.getError());
        } else {
            response.complete(Optional.ofNullable(event.getResponse()));
        }
    }

    /** There will be none. */
    void end() {
        response.completeExceptionally(new SocketException("the channel is closed"));
    }

    /**
     * Waits until the manager confirmed.
     *
     * @throws DeliveryException it did not
     */
    void await() throws DeliveryException, InterruptedException {
        long limit = settings.patience().toMillis() + GRACE_MILLISECONDS;
        try {
            PDU answer = response.get(limit, TimeUnit.MILLISECONDS).orElseThrow(this::silence);
            check(answer);
        } catch (TimeoutException e) {
            throw silence();
        } catch (ExecutionException e) {
            throw DeliveryException.temporary(
                    settings.target() + " failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private void check(PDU answer) throws DeliveryException {
        if (answer.getType() == PDU.REPORT) {
            OID counter = answer.size() == 0 ? new OID() : answer.get(0).getOid();
            throw refused(REPORTS.getOrDefault(counter, "report " + counter));
        }
        if (answer.getErrorStatus() != PDU.noError) {
            throw refused(answer.getErrorStatusText());
        }
    }

    private DeliveryException refused(String why) {
        return DeliveryException.temporary("The manager refuses (" + settings.target() + "): " + why, null);
    }

    private DeliveryException silence() {
        String known = settings.login() instanceof Login.Community ? "the community" : "the user";
        return DeliveryException.temporary(
                "No confirmation within " + Durations.format(settings.patience()) + " (" + settings.target()
                        + "): is it there, does it know " + known + ", does it take informs?",
                null);
    }
}
