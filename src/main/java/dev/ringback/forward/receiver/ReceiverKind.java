package dev.ringback.forward.receiver;

import dev.ringback.outbound.OutboundHttp;
import java.util.function.Function;

/** A kind of receiver. */
@FunctionalInterface
public interface ReceiverKind {

    /**
     * Reads and checks the options of one receiver of this kind; what is wrong is noted with them. Nothing is opened or sent yet.
     *
     * @return makes the receiver; of no use where something was wrong
     */
    Function<OutboundHttp, Receiver> read(ReceiverOptions options);
}
