package io.tunnelwatch.settings;

/** A setting was refused. What was set before goes on to hold; nothing is lost meanwhile. */
public class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param pid the configuration, {@code io.tunnelwatch.gateway~berlin}
     * @param key the setting, {@code intervalSeconds}
     * @param value what was given; never a secret
     * @param allowed what is allowed, {@code a whole number from 1 to 3600}
     */
    public InvalidSettingException(String pid, String key, Object value, String allowed) {
        super(pid + ": " + key + " = '" + value + "' is refused, allowed is " + allowed);
    }
}
