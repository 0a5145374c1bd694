package io.tunnelwatch.benchmarks.report;

import java.util.Locale;

/** Figures for people: three digits that mean something. */
final class Words {

    private static final double MILLISECOND = 1_000;
    private static final double SECOND = 1_000_000;

    private Words() {}

    /** A time in microseconds: {@code 0.31 ms}. */
    static String time(double micros) {
        if (micros < 100) {
            return digits(micros) + " µs";
        }
        return micros < SECOND ? digits(micros / MILLISECOND) + " ms" : digits(micros / SECOND) + " s";
    }

    /** A ratio: {@code 1.24×}. */
    static String ratio(double ratio) {
        return digits(ratio) + "×";
    }

    /** With three digits, never fewer than the whole number has. */
    static String digits(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
