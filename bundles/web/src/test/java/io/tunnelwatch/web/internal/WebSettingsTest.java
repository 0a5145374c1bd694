package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.web.internal.security.SecuritySettings;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSettingsTest {

    @Test
    void withoutAConfigurationTheRolesOfKarafCount() {
        SecuritySettings settings = WebSettingsReader.read(config(Map.of())).security();

        assertThat(settings.readRoles()).containsExactlyInAnyOrder("viewer", "manager", "admin");
        assertThat(settings.writeRoles()).containsExactlyInAnyOrder("manager", "admin");
        assertThat(settings.sessionLength()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.origins()).isEmpty();
    }

    @Test
    void originsAreComparedInLowerCase() {
        SecuritySettings settings = WebSettingsReader.read(
                        config(Map.of("origins", "https://NOC.example.org, http://10.0.0.1:8080")))
                .security();

        assertThat(settings.origins()).containsExactlyInAnyOrder("https://noc.example.org", "http://10.0.0.1:8080");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readRoles | , | at least one role",
                "writeRoles | '' | at least one role",
                "origins | noc.example.org | https://NAME",
                "origins | https://noc.example.org/ | https://NAME",
                "origins | * | https://NAME",
                "sessionHours | 0 | a whole number from 1 to 720",
                "sessionIdleMinutes | x | a whole number from 1 to 1440",
                "failedLogins | 1001 | a whole number from 1 to 1000",
                "eventClients | 0 | a whole number from 1 to 10000",
                "failedLoginMinutes | -1 | a whole number from 1 to 1440",
            })
    void aWrongValueIsRefusedWithSettingValueAndWhatIsAllowed(String key, String value, String allowed) {
        assertThatThrownBy(() -> WebSettingsReader.read(config(Map.of(key, value))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("io.tunnelwatch.web: " + key + " = '" + value + "' is refused")
                .hasMessageContaining(allowed);
    }

    private static WebConfig config(Map<String, String> set) {
        Object proxy = Proxy.newProxyInstance(
                WebConfig.class.getClassLoader(),
                new Class<?>[] {WebConfig.class},
                (self, method, arguments) -> method.getName().equals("annotationType")
                        ? (Class<? extends Annotation>) WebConfig.class
                        : set.getOrDefault(method.getName(), String.valueOf(method.getDefaultValue())));
        return (WebConfig) proxy;
    }
}
