package dev.ringback.forward.receiver.file;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.ReceiverOptions;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.outbound.OutboundHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/**
 * A file of plain text in UTF-8, to which notices are added: option {@code path}. It and the folders above it are made when they are missing.
 * Each notice is its title, an empty line, and its text; an empty line follows.
 */
public final class NoticeFile implements Receiver {
    private final Path path;

    public NoticeFile(Path path) {
        this.path = path;
    }

    /** Reads the options, as {@link dev.ringback.forward.receiver.ReceiverKind} defines it. */
    public static Function<OutboundHttp, Receiver> read(ReceiverOptions options) {
        Path path = options.requiredPath("path");
        return http -> new NoticeFile(path);
    }

    @Override
    public Reply send(RenderedNotice notice) {
        String text = notice.title() + "\n\n" + notice.text().stripTrailing() + "\n\n";
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Reply.delivered("written");
        } catch (IOException failed) {
            return Reply.failed("not written: " + failed);
        }
    }
}
