package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.ReplayRequest;
import io.tunnelwatch.wg.internal.settings.GatewaySettings;
import io.tunnelwatch.wg.internal.settings.WrittenGateway;
import io.tunnelwatch.wg.internal.source.PeerNames;
import io.tunnelwatch.wg.internal.watch.PeerDirectory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** By which settings the polls of a recorded gateway are judged. */
final class ReplaySettings {

    /** What a gateway is called of which neither the recording nor the request knows the name. */
    private static final String NAMELESS = "recording";

    private final ReplayRequest request;
    private final ConfiguredGateways gateways;
    private final ConfiguredPeers peers;
    private final Function<String, PeerNames> names;

    /** @param names what the source of a watched gateway knows of names; {@link PeerNames#NONE} of any other */
    ReplaySettings(
            ReplayRequest request,
            ConfiguredGateways gateways,
            ConfiguredPeers peers,
            Function<String, PeerNames> names) {
        this.request = request;
        this.gateways = gateways;
        this.peers = peers;
        this.names = names;
    }

    /**
     * The settings for one recorded gateway.
     *
     * @param words which they are, for people
     */
    record Chosen(GatewaySettings settings, PeerDirectory directory, String words) {}

    /**
     * Checks, before anything is read, whether the gateway is watched that was asked for.
     *
     * @throws RecordingException it is not
     */
    void check() throws RecordingException {
        if (request.gateway().isPresent()
                && gateways.find(request.gateway().get()).isEmpty()) {
            throw new RecordingException(
                    "No gateway is watched under the name '" + request.gateway().get() + "': wg:gateways lists them");
        }
    }

    /**
     * Chooses, as soon as the name is known.
     *
     * @param recorded the name in the recording, if it has one
     * @throws InvalidSettingException a setting of the request is none, or its value is refused
     */
    Chosen choose(Optional<String> recorded) {
        String asked = request.gateway().or(() -> recorded).orElse(NAMELESS);
        Optional<WrittenGateway> configured = gateways.find(asked);
        Map<String, String> texts = new HashMap<>();
        texts.put("name", recorded.orElse(asked));
        texts.putAll(request.settings());
        GatewaySettings settings = configured
                .orElseGet(() -> WrittenGateway.ofDefaults(asked))
                .with(texts)
                .read();
        return new Chosen(
                settings, new PeerDirectory(peers.byKey(), names.apply(asked)), words(asked, configured.isPresent()));
    }

    private String words(String asked, boolean configured) {
        String base = configured
                ? "those of gateway " + asked
                : asked.equals(NAMELESS)
                        ? "the defaults, for the recording names no gateway"
                        : "the defaults, for no gateway is watched under the name " + asked;
        StringBuilder words = new StringBuilder(base);
        new TreeMap<>(request.settings())
                .forEach((name, text) ->
                        words.append(", ").append(name).append(" = ").append(text));
        return words.toString();
    }
}
