package io.tunnelwatch.settings;

/** What somebody asked for can not be read: an option of a command, a parameter of a URL, a field of a request. */
public class InvalidArgumentException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;
    private final String allowed;

    /**
     * @param name as it was typed: {@code --limit}, {@code limit}
     * @param value what was given; it may hold text from outside
     * @param allowed what is allowed, {@code a whole number from 1 to 1000}
     */
    public InvalidArgumentException(String name, String value, String allowed) {
        this(name, value, allowed, name + ": '" + value + "' is refused, allowed is " + allowed);
    }

    /** @param message says all of it in its own words */
    public InvalidArgumentException(String name, String value, String allowed, String message) {
        super(message);
        this.name = name;
        this.value = value;
        this.allowed = allowed;
    }

    /** Which one. */
    public String name() {
        return name;
    }

    /** What it was. */
    public String value() {
        return value;
    }

    /** What it may be. */
    public String allowed() {
        return allowed;
    }
}
