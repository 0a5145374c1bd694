package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.load.GrowingFile;
import io.tunnelwatch.itests.load.Offer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The load bundle's record of offers, read piece by piece: of long runs it is more than fits into memory. */
final class OfferFile {

    private final GrowingFile file;

    OfferFile(Path path) {
        this.file = new GrowingFile(path);
    }

    /** What the log answered since this was asked last, in the order of the answers. */
    List<Offer> newAnswers() {
        return file.newLines().stream()
                .map(Offer::parse)
                .flatMap(Optional::stream)
                .filter(offer -> !offer.what().equals("offered"))
                .toList();
    }
}
