package io.tunnelwatch.wg.internal.service;

import java.util.ArrayList;
import java.util.List;

/** What a reader of a replay should know besides: bounded, however strange the recording is. For one thread. */
final class ReplayNotes {

    private static final int MOST = 20;

    private final List<String> notes = new ArrayList<>();
    private long left;

    void add(String note) {
        if (notes.size() < MOST) {
            notes.add(note);
        } else {
            left++;
        }
    }

    List<String> all() {
        if (left == 0) {
            return List.copyOf(notes);
        }
        List<String> all = new ArrayList<>(notes);
        all.add("There are " + left + " more such notes");
        return all;
    }
}
