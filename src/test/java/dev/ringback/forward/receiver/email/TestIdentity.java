package dev.ringback.forward.receiver.email;

import dev.ringback.TestKeyStore;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate for one name, made for a test; one context shows it, and trusts it. */
final class TestIdentity {
    private TestIdentity() {}

    static SSLContext of(String name, Path folder) throws Exception {
        Path store = TestKeyStore.make(name, "san=dns:" + name, folder);
        KeyStore identity = KeyStore.getInstance(store.toFile(), TestKeyStore.PASSWORD.toCharArray());
        KeyManagerFactory shows = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shows.init(identity, TestKeyStore.PASSWORD.toCharArray());
        TrustManagerFactory trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusts.init(identity);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shows.getKeyManagers(), trusts.getTrustManagers(), new SecureRandom());
        return context;
    }
}
