package dev.ringback.web;

import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.UnknownAnchorException;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.rest.Extension;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.PageParameters;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.web.route.AllowedMethods;
import dev.ringback.web.session.Admission;
import dev.ringback.web.session.SignInNeededException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever goes wrong on the API door into an error in Twilio's shape, or in words where somebody looks at a page. What is our own fault is told to the log in full, and to the
 * client as the request's id alone.
 */
final class ErrorMapper {
    private static final Logger log = LoggerFactory.getLogger(ErrorMapper.class);

    private static final String RETRY_AFTER = "Retry-After";

    private static final int SEE_OTHER = 303;

    /** Seconds; what is full here is so for a moment. Who knows it better, as Twilio may, has said it before. */
    private static final String SOON = "1";

    /** Addresses that Twilio does not have, outside {@code /ringback}. */
    private static final Set<String> OWN = Set.of("/health", "/metrics", "/openapi.json");

    private final Supplier<AllowedMethods> allowedMethods;

    /** @param allowedMethods is asked for those of now */
    ErrorMapper(Supplier<AllowedMethods> allowedMethods) {
        this.allowedMethods = allowedMethods;
    }

    void register(JavalinConfig config) {
        config.routes.exception(TwilioException.class, (exception, ctx) -> answer(ctx, exception));
        config.routes.exception(UnknownAnchorException.class, (exception, ctx) -> answer(ctx, unknownAnchor(ctx)));
        config.routes.exception(StorageUnavailableException.class, this::unavailable);
        config.routes.exception(
                SignInNeededException.class,
                (needed, ctx) -> ctx.status(SEE_OTHER)
                        .header("Location", needed.location())
                        .header("Cache-Control", "no-store"));
        config.routes.exception(
                HttpResponseException.class, (exception, ctx) -> answer(ctx, ofStatus(exception.getStatus(), ctx)));
        config.routes.exception(Exception.class, (exception, ctx) -> {
            log.error("{} failed: {} {}", RequestId.of(ctx), ctx.method(), ctx.path(), exception);
            answer(ctx, serverError(RequestId.of(ctx)));
        });
        config.router.javaLangErrorHandler(ErrorMapper::javaLangError);
    }

    private void unavailable(StorageUnavailableException exception, Context ctx) {
        // Nothing to mend here: the stack would say where we were, not why the database is away.
        log.error("{} failed: {} {}: {}", RequestId.of(ctx), ctx.method(), ctx.path(), exception.getMessage());
        answer(
                ctx,
                new TwilioException(
                        TwilioError.UNAVAILABLE, "The database cannot be read now, request " + RequestId.of(ctx)));
    }

    private static TwilioException unknownAnchor(Context ctx) {
        String query = ctx.queryString();
        String token = query == null ? null : FormBody.parse(query).parameters().get(PageParameters.TOKEN);
        return PageParameters.invalidToken(String.valueOf(token));
    }

    /** Words the refusals of Javalin itself: unknown addresses, other methods, bodies beyond the limit. */
    private TwilioException ofStatus(int status, Context ctx) {
        TwilioError error = TwilioError.of(status);
        return switch (error) {
            case NOT_FOUND -> notFound(ctx);
            case METHOD_NOT_ALLOWED -> methodNotAllowed(ctx);
            case CONTENT_TOO_LARGE -> new TwilioException(error, "The body of the request is too large");
            case SERVER_ERROR -> serverError(RequestId.of(ctx));
            default -> new TwilioException(error, "The request cannot be understood");
        };
    }

    private TwilioException methodNotAllowed(Context ctx) {
        String refused = "Method " + ctx.method() + " is not allowed here: ";
        String path = ctx.path();
        String send = "send " + String.join(" or ", allowedMethods.get().at(path));
        String why;
        if (!allowedMethods.get().isReadOnlyAt(path)) {
            why = send;
        } else if (isOwn(path)) {
            why = "this address is Ringback's own, and is read only; " + send;
        } else if (allowedMethods.get().passWrites()) {
            why = "Of writes, Ringback passes on those of messages with their media and feedback, calls, conferences,"
                    + " participants, recordings, transcriptions and real-time transcriptions, at addresses in JSON and XML."
                    + " Send others to Twilio itself, with a client whose base URL is not changed";
        } else {
            why = "Ringback answers reads only, from its copy of your Twilio data."
                    + " Send writes to Twilio itself, with a client whose base URL is not changed";
        }
        return new TwilioException(TwilioError.METHOD_NOT_ALLOWED, refused + why);
    }

    /** Tells whether Twilio has no such address. */
    private static boolean isOwn(String path) {
        return path.startsWith("/ringback/") || OWN.contains(path);
    }

    private static TwilioException notFound(Context ctx) {
        return TwilioException.notFound(ctx.path());
    }

    private static TwilioException serverError(String requestId) {
        return new TwilioException(TwilioError.SERVER_ERROR, "Internal server error, request " + requestId);
    }

    private void answer(Context ctx, TwilioException exception) {
        TwilioError error = exception.error();
        if (error == TwilioError.PERMISSION_DENIED) {
            ctx.header("WWW-Authenticate", Admission.challenge(ctx));
        } else if (error == TwilioError.METHOD_NOT_ALLOWED) {
            ctx.header("Allow", String.join(", ", allowedMethods.get().at(ctx.path())));
        } else if (error == TwilioError.TOO_MANY_REQUESTS && ctx.res().getHeader(RETRY_AFTER) == null) {
            ctx.header(RETRY_AFTER, SOON);
        }
        if (Admission.isPage(ctx)) {
            // The text may name what was asked for.
            ctx.status(error.status())
                    .contentType("text/plain; charset=utf-8")
                    .header("X-Content-Type-Options", "nosniff")
                    .result(exception.text());
            return;
        }
        Extension extension = Extension.of(ctx.path());
        ctx.status(error.status()).contentType(extension.errorContentType()).result(extension.error(exception));
    }

    /** An Error such as a stack overflow passes Javalin's other handlers by. */
    private static void javaLangError(HttpServletResponse response, Error thrown) {
        String requestId = String.valueOf(response.getHeader(RequestId.HEADER));
        log.error("{} failed", requestId, thrown);
        try {
            response.setStatus(TwilioError.SERVER_ERROR.status());
            response.setContentType(JsonFormat.CONTENT_TYPE);
            response.getOutputStream().write(JsonFormat.error(serverError(requestId)));
        } catch (IOException clientGone) {
            log.debug("{}: nobody to tell", requestId, clientGone);
        }
    }
}
