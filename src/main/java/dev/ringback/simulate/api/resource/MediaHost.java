package dev.ringback.simulate.api.resource;

import dev.ringback.model.Media;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ContentAnswer;
import dev.ringback.simulate.api.http.IncomingRequest;
import dev.ringback.simulate.api.http.StorageError;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.World;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers as the host to which the API redirects for content of attachments. An address is enough to read there: credentials besides are
 * refused with 400, as by S3 (penpot issue 10776), and an address that is over with 403.
 */
public final class MediaHost {
    private static final Pattern PATH = Pattern.compile("/(AC[0-9a-f]{32})/(ME[0-9a-f]{32})/([0-9]{1,4})");
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final World world;
    private final MediaAddresses addresses;

    /** Serves the attachments of that world. */
    public MediaHost(World world, MediaAddresses addresses) {
        this.world = world;
        this.addresses = addresses;
    }

    /** Answers a request. */
    public Answer answer(IncomingRequest request) {
        if (!READS.contains(request.method())) {
            return StorageError.answer(405, "MethodNotAllowed", "Content can only be read.");
        }
        if (request.header("authorization") != null) {
            return StorageError.answer(
                    400, "InvalidArgument", "An Authorization header and a signed address exclude each other.");
        }
        Matcher path = PATH.matcher(request.path());
        String expires = request.query().text("Expires");
        if (!path.matches()
                || expires == null
                || !addresses.isOurs(request.path(), expires, request.query().text("Signature"))) {
            return StorageError.answer(403, "SignatureDoesNotMatch", "This address was not written by the API.");
        }
        if (addresses.isOver(expires)) {
            return StorageError.answer(403, "AccessDenied", "Request has expired");
        }
        int redirects = Integer.parseInt(path.group(3));
        if (redirects > 0) {
            return Answer.empty(302)
                    .with("Location", addresses.of(path.group(1), path.group(2), request.baseUrl(), redirects - 1));
        }
        return content(request, path.group(2));
    }

    private Answer content(IncomingRequest request, String sid) {
        Optional<Media> media = world.shelves().media().find(sid).map(Held::resource);
        return media.map(found -> ContentAnswer.of(
                        request,
                        Objects.requireNonNullElse(found.contentType(), "application/octet-stream"),
                        world.contents().of(found),
                        !world.conditions().media().rangesIgnored()))
                .orElseGet(() -> StorageError.answer(404, "NoSuchKey", "There is no such content."));
    }
}
