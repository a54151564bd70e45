package dev.ringback.web.session;

import dev.ringback.dashboard.frame.PageWriter;
import dev.ringback.dashboard.frame.SignInView;
import dev.ringback.model.Accounts;
import dev.ringback.model.Session;
import dev.ringback.query.ExternalUrl;
import dev.ringback.storage.SessionStore;
import dev.ringback.web.proxy.ApiUrls;
import dev.ringback.web.proxy.ClientAddress;
import dev.ringback.web.proxy.TrustedProxies;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Signing in, for doors that are put together by tests. */
public final class TestSignIn {
    /** The form of the dashboard. */
    public static final SignInPage PAGE =
            (ctx, form) -> Form.WRITER.signIn(ctx, new SignInView(form.user(), form.next(), form.problem(), "version"));

    private TestSignIn() {}

    /** Is made where it is needed first. */
    private static final class Form {
        private static final PageWriter WRITER = new PageWriter();
    }

    /** Lets in these accounts. */
    public static SignIn of(Accounts accounts, SessionStore sessions, ExternalUrl url, Clock clock) {
        return SignIn.of(
                accounts,
                new SignIn.Lasting(
                        new Sessions(sessions, clock),
                        new FailedSignIns(clock),
                        new SignInMetrics(new SimpleMeterRegistry()),
                        PAGE),
                url,
                new ClientAddress(TrustedProxies.defaults()));
    }

    /** Lets in these accounts, by HTTP Basic alone. */
    public static SignIn withoutSessions(Accounts accounts) {
        return of(accounts, new NoSessions(), ApiUrls.of(null, TrustedProxies.defaults()), Clock.systemUTC());
    }

    /** Nobody is signed in where there is no database. */
    private static final class NoSessions implements SessionStore {
        @Override
        public void add(Session session) {
            throw new IllegalStateException("there is no database here");
        }

        @Override
        public Optional<Session> find(String tokenHash) {
            return Optional.empty();
        }

        @Override
        public void prolong(String tokenHash, Instant usedAt, Instant expiresAt) {}

        @Override
        public boolean delete(String tokenHash) {
            return false;
        }

        @Override
        public int deleteExpired(Instant moment, int most) {
            return 0;
        }
    }
}
