package io.tunnelwatch.wg.internal.settings;

import io.tunnelwatch.settings.ConfigurationName;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.settings.SettingReader;
import io.tunnelwatch.wg.Expectation;
import io.tunnelwatch.wg.internal.judge.ChangeLimit;
import io.tunnelwatch.wg.internal.judge.ChangeTimes;
import io.tunnelwatch.wg.internal.judge.PeerLimits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Checks the settings of a gateway. */
public final class GatewaySettingsReader {

    private static final int HOUR_SECONDS = 3_600;
    private static final int DAY_SECONDS = 86_400;
    private static final int DAY_MINUTES = (int) ChangeLimit.LONGEST_WINDOW.toMinutes();
    private static final int FEWEST_CHANGES = 3;
    private static final int YEAR_MINUTES = 525_600;

    private GatewaySettingsReader() {}

    /** @throws InvalidSettingException the first setting that is wrong */
    public static GatewaySettings read(ConfigurationName configuration, GatewayConfig config) {
        SettingReader reader = new SettingReader(configuration.pid());
        Duration interval =
                Duration.ofSeconds(reader.wholeNumber("intervalSeconds", config.intervalSeconds(), 1, HOUR_SECONDS));
        return new GatewaySettings(
                name(configuration, config),
                source(reader, config.source()),
                command(reader, config.command()),
                interval,
                Duration.ofSeconds(reader.wholeNumber("timeoutSeconds", config.timeoutSeconds(), 1, 600)),
                SettingReader.list(config.interfaces()),
                reader.constant("expect", config.expect(), Expectation.class).orElse(Expectation.AUTO),
                Duration.ofSeconds(
                        reader.wholeNumber("staleAfterSeconds", config.staleAfterSeconds(), 10, DAY_SECONDS)),
                Duration.ofMinutes(
                        reader.wholeNumber("idleDownAfterMinutes", config.idleDownAfterMinutes(), 0, YEAR_MINUTES)),
                outage(reader, config),
                limits(reader, config),
                directory(reader, config.configDirectory()));
    }

    /** The gateway's name, which is known even where another setting is wrong. */
    public static String name(ConfigurationName configuration, GatewayConfig config) {
        return SettingReader.text(config.name()).orElse(configuration.instance());
    }

    private static SourceType source(SettingReader reader, String text) {
        String source = text.strip();
        if (source.equalsIgnoreCase("uapi") || source.equalsIgnoreCase("ssh")) {
            throw reader.refused("source", text, "wg or scenario; uapi and ssh are not there yet in this version");
        }
        return reader.constant("source", text, SourceType.class).orElse(SourceType.WG);
    }

    private static List<String> command(SettingReader reader, String text) {
        return SettingReader.text(text)
                .map(command -> List.of(command.split("\\s+")))
                .orElseThrow(() ->
                        reader.refused("command", text, "a program with its arguments, such as 'wg show all dump'"));
    }

    private static OutagePolicy outage(SettingReader reader, GatewayConfig config) {
        return new OutagePolicy(
                reader.wholeNumber("outagePercent", config.outagePercent(), 0, 100),
                Duration.ofSeconds(
                        reader.wholeNumber("outageWindowSeconds", config.outageWindowSeconds(), 10, HOUR_SECONDS)));
    }

    private static PeerLimits limits(SettingReader reader, GatewayConfig config) {
        return new PeerLimits(
                changes(reader, "flapChanges", config.flapChanges(), "flapWindowMinutes", config.flapWindowMinutes()),
                changes(
                        reader,
                        "endpointChanges",
                        config.endpointChanges(),
                        "endpointWindowMinutes",
                        config.endpointWindowMinutes()),
                Duration.ofMinutes(reader.wholeNumber("oneWayMinutes", config.oneWayMinutes(), 0, DAY_MINUTES)));
    }

    /** One or two changes are what every peer does: it is lost, and comes back. */
    private static ChangeLimit changes(
            SettingReader reader, String changesKey, String changesText, String windowKey, String windowText) {
        String allowed = "0 for never, or from " + FEWEST_CHANGES + " to " + ChangeTimes.MOST;
        int changes = reader.wholeNumber(changesKey, changesText, 0, ChangeTimes.MOST, allowed);
        if (changes > 0 && changes < FEWEST_CHANGES) {
            throw reader.refused(changesKey, changesText, allowed);
        }
        return new ChangeLimit(changes, Duration.ofMinutes(reader.wholeNumber(windowKey, windowText, 1, DAY_MINUTES)));
    }

    private static Path directory(SettingReader reader, String text) {
        try {
            return Path.of(text.strip());
        } catch (InvalidPathException e) {
            throw reader.refused("configDirectory", text, "the path of a directory");
        }
    }
}
