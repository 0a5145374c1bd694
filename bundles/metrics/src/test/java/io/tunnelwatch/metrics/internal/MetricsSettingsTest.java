package io.tunnelwatch.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.metrics.internal.http.Access;
import io.tunnelwatch.metrics.internal.sample.PeerSeries;
import io.tunnelwatch.settings.InvalidSettingException;
import java.lang.annotation.Annotation;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsSettingsTest {

    private String peerLabels = "public_key, peer";

    @Test
    void aLoginIsWantedUnlessTheSettingsSayOtherwise() {
        assertThat(MetricsSettings.of(config("basic", "viewer, manager, admin", "1000")))
                .isEqualTo(new MetricsSettings(
                        new Access(false, Set.of("viewer", "manager", "admin")), new PeerSeries(1000, true)));
        assertThat(MetricsSettings.of(config("none", "viewer", "0")).access().open())
                .isTrue();
        peerLabels = "public_key";
        assertThat(MetricsSettings.of(config("basic", "viewer", "7")).peers()).isEqualTo(new PeerSeries(7, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "off | viewer | 1000 | login | [basic, none]",
                "'' | viewer | 1000 | login | basic or none",
                "basic | ' , ' | 1000 | readRoles | at least one role",
                "basic | viewer | -1 | peerSeries | from 0 to 100000",
                "basic | viewer | all | peerSeries | from 0 to 100000",
            })
    void wrongValuesAreRefusedWithAReason(
            String login, String roles, String peerSeries, String setting, String allowed) {
        assertThatThrownBy(() -> MetricsSettings.of(config(login, roles, peerSeries)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("io.tunnelwatch.metrics")
                .hasMessageContaining(setting)
                .hasMessageContaining(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "peer", "public_key, endpoint"})
    void labelsThatDoNotTellPeersApartAreRefused(String labels) {
        peerLabels = labels;

        assertThatThrownBy(() -> MetricsSettings.of(config("basic", "viewer", "1000")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("peerLabels")
                .hasMessageContaining("\"public_key, peer\" or \"public_key\"");
    }

    private MetricsConfig config(String login, String readRoles, String peerSeries) {
        return new MetricsConfig() {
            @Override
            public String login() {
                return login;
            }

            @Override
            public String readRoles() {
                return readRoles;
            }

            @Override
            public String peerSeries() {
                return peerSeries;
            }

            @Override
            public String peerLabels() {
                return peerLabels;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return MetricsConfig.class;
            }
        };
    }
}
