package io.tunnelwatch.web.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.log.Position;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogPagesTest {

    private static final UUID EPOCH = UUID.randomUUID();

    private final LogPages pages = new LogPages();

    @Test
    void theOldestPagesGoWhenThereIsNoRoomForAll() {
        List<EventFrame> page = page(LogPages.MAX_BYTES / 2);
        pages.keep(at(1), page);
        pages.keep(at(2), page);
        assertThat(pages.after(at(1))).contains(page);

        pages.keep(at(3), page);

        assertThat(pages.after(at(1))).isEmpty();
        assertThat(pages.after(at(2))).contains(page);
        assertThat(pages.after(at(3))).contains(page);
    }

    @Test
    void aPageThatTwoReadAtOnceCountsOnce() {
        List<EventFrame> page = page(LogPages.MAX_BYTES / 2);
        pages.keep(at(1), page);
        pages.keep(at(1), page(LogPages.MAX_BYTES / 2));
        pages.keep(at(2), page);

        assertThat(pages.after(at(1))).contains(page);
    }

    @Test
    void aPageThatIsTooLargeIsNotKept() {
        pages.keep(at(1), page(LogPages.MAX_BYTES + 1));

        assertThat(pages.after(at(1))).isEmpty();
    }

    @Test
    void afterAClearThereIsRoomAgain() {
        List<EventFrame> page = page(LogPages.MAX_BYTES);
        pages.keep(at(1), page);
        pages.clear();
        pages.keep(at(2), page);

        assertThat(pages.after(at(1))).isEmpty();
        assertThat(pages.after(at(2))).contains(page);
    }

    private static List<EventFrame> page(int bytes) {
        return List.of(new EventFrame(Optional.empty(), new byte[bytes]));
    }

    private static Position at(long sequence) {
        return new Position(EPOCH, sequence);
    }
}
