package dev.ringback.web.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyBytesTest {
    private static final int PIECE = BodyBufferPool.PIECE_BYTES;

    private final BodyBufferPool memory = new BodyBufferPool(4 * PIECE);

    @Test
    void partsOfAnySizeAreTakenWhole() {
        Random random = new Random(7);
        byte[] sent = new byte[3 * PIECE + 123];
        random.nextBytes(sent);
        BodyBytes bytes = new BodyBytes(memory, sent.length);
        ByteBuffer rest = ByteBuffer.wrap(sent);
        while (rest.hasRemaining()) {
            int length = Math.min(rest.remaining(), 1 + random.nextInt(5_000));
            bytes.add(rest.slice(rest.position(), length));
            rest.position(rest.position() + length);
        }
        assertThat(bytes.size()).isEqualTo(sent.length);
        assertThat(bytes.capacity()).isEqualTo(4 * PIECE);
        assertThat(bytes.take()).isEqualTo(ByteBuffer.wrap(sent));
        assertThat(bytes.capacity()).isZero();
    }

    @Test
    void bytesBeyondTheLimitAreNotTaken() {
        BodyBytes bytes = new BodyBytes(memory, 3);
        ByteBuffer sent = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
        bytes.add(sent);
        assertThat(sent.remaining()).isEqualTo(2);
        assertThat(bytes.take()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    @Test
    void theMemoryIsUsedAgainAndNeverByTwo() {
        byte[] first = memory.borrow();
        memory.giveBack(first);
        assertThat(memory.borrow()).isSameAs(first);
        assertThat(memory.borrow()).isNotSameAs(first);
    }

    @Test
    void lettingGoTwiceGivesBackOnce() {
        BodyBytes bytes = new BodyBytes(memory, 10);
        bytes.add(ByteBuffer.wrap(new byte[] {1}));
        bytes.letGo();
        bytes.letGo();
        assertThat(memory.borrow()).isNotSameAs(memory.borrow());
    }

    @Test
    void moreThanIsKeptIsForgotten() {
        for (int i = 0; i < 10; i++) {
            memory.giveBack(new byte[PIECE]);
        }
        assertThat(memory.borrow()).hasSize(PIECE);
    }
}
