package io.tunnelwatch.web.internal.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header {@code Accept} (RFC 9110, 12.5.1): which of what is offered is wanted most. */
public final class Accept {

    private static final int EVERYTHING = 0;
    private static final int EVERY_SUBTYPE = 1;
    private static final int EXACTLY = 2;

    private final List<Range> ranges;

    private record Range(String type, double quality) {

        static Range parse(String text) {
            String[] parts = text.split(";");
            double quality = Arrays.stream(parts)
                    .skip(1)
                    .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT))
                    .filter(parameter -> parameter.startsWith("q="))
                    .map(parameter -> number(parameter.substring(2)))
                    .findFirst()
                    .orElse(1.0);
            return new Range(parts[0].strip().toLowerCase(Locale.ROOT), quality);
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                return 0; // what can not be read asks for nothing
            }
        }

        /** How exactly it means this type; negative when it does not. */
        int specificity(String offered) {
            if (type.equals(offered)) {
                return EXACTLY;
            }
            if (type.equals("*/*")) {
                return EVERYTHING;
            }
            boolean subtypes = type.endsWith("/*") && offered.startsWith(type.substring(0, type.length() - 1));
            return subtypes ? EVERY_SUBTYPE : -1;
        }
    }

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @param header absent or blank when whoever asks takes anything */
    public static Accept of(Optional<String> header) {
        return new Accept(header.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .filter(part -> !part.isBlank())
                .map(Range::parse)
                .toList());
    }

    /**
     * The offer that is wanted most; of equals the first.
     *
     * @throws Problem 406: none of them is wanted
     */
    public String choose(List<String> offers) {
        return offers.stream()
                .filter(offer -> quality(offer) > 0)
                .max(Comparator.comparingDouble(this::quality).thenComparing(offer -> -offers.indexOf(offer)))
                .orElseThrow(() -> new Problem(
                                406, "There is this only as one of the types in allowed; the header Accept wants none")
                        .with("allowed", String.join(", ", offers)));
    }

    /** The most exact range counts. */
    private double quality(String offer) {
        if (ranges.isEmpty()) {
            return 1;
        }
        return ranges.stream()
                .filter(range -> range.specificity(offer) >= 0)
                .max(Comparator.comparingInt(range -> range.specificity(offer)))
                .map(Range::quality)
                .orElse(0.0);
    }
}
