package io.tunnelwatch.log.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class FrameProperties {

    private static final UUID EPOCH = UUID.fromString("5a1f7a4e-6d55-4b11-9b50-1f6f2f6c9a10");

    @Property
    void noBytesAreAFrameByChance(@ForAll byte[] bytes) {
        assertThat(framesIn(bytes)).isEmpty();
        assertThat(SegmentHeader.read(bytes)).isEmpty();
    }

    @Property
    void framesAreFoundBetweenWhateverElse(
            @ForAll @Size(max = 6) List<@NotEmpty List<String>> appends, @ForAll @Size(max = 8) List<byte[]> between) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Frame> written = new ArrayList<>();
        long sequence = 1;
        for (int i = 0; i < appends.size(); i++) {
            if (i < between.size()) {
                bytes.writeBytes("TWF1".getBytes(StandardCharsets.US_ASCII)); // what could begin a frame
                bytes.writeBytes(between.get(i));
            }
            List<byte[]> events = appends.get(i).stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
            bytes.writeBytes(Frame.encode(EPOCH, sequence, events));
            written.add(new Frame(
                    sequence,
                    events.stream()
                            .map(event -> new String(event, StandardCharsets.UTF_8))
                            .toList()));
            sequence += events.size();
        }
        assertThat(framesIn(bytes.toByteArray())).isEqualTo(written);
    }

    private static List<Frame> framesIn(byte[] bytes) {
        FrameScanner scanner = new FrameScanner(bytes, 0, bytes.length, EPOCH);
        List<Frame> frames = new ArrayList<>();
        for (Optional<FrameScanner.Found> found = scanner.next(); found.isPresent(); found = scanner.next()) {
            frames.add(found.get().frame());
        }
        return frames;
    }
}
