package io.tunnelwatch.web.internal.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entity tags: of what is sent, so that equal bytes have equal tags. */
final class EntityTag {

    private EntityTag() {}

    static String of(byte[] content) {
        return '"' + Hash.of(content) + '"';
    }

    /** @param ifNoneMatch the header; weak comparison, as RFC 9110 asks for it */
    static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
