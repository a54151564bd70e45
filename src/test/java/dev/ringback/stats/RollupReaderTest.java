package dev.ringback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.storage.StorageException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RollupReaderTest {
    @Test
    void whatIsWrittenIsReadAsItWas() {
        Random random = new Random(1);
        Rollup rollup = new Rollup();
        for (int i = 0; i < 500; i++) {
            CellKey key = new CellKey(
                    random.nextBoolean(),
                    random.nextInt(9) == 0 ? null : "+1415555" + random.nextInt(50),
                    random.nextBoolean() ? null : "MG" + random.nextInt(5),
                    random.nextBoolean() ? null : "DE",
                    random.nextBoolean() ? null : "310-090 \u4e16",
                    random.nextBoolean() ? "delivered" : "",
                    random.nextInt(3) == 0 ? 63_000 + random.nextInt(5) : 0);
            rollup.add(key, random.nextInt(5) == 0 ? 5_000_000_000L : 1 + random.nextInt(200));
            for (int bin = 0; bin < random.nextInt(DeliveryTimes.BINS); bin++) {
                rollup.measure(key, bin, 1 + random.nextInt(1_000));
            }
        }
        byte[] written = RollupWriter.write(rollup);
        Rollup read = new Rollup();
        read.add(written);

        assertThat(read.size()).isEqualTo(rollup.size());
        assertThat(RollupWriter.write(read)).isEqualTo(written);
        read.add(written);
        assertThat(RollupWriter.write(read)).isNotEqualTo(written);
    }

    @Test
    void anEmptyOneHasNoCells() {
        assertThat(RollupReader.ofAll(RollupWriter.write(new Rollup())).next()).isFalse();
    }

    @Test
    void whatANewerVersionHasWrittenIsRefused() {
        assertThatThrownBy(() -> RollupReader.ofAll(new byte[] {2, 0, 0}))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("newer version");
    }
}
