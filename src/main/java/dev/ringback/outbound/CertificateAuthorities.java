package dev.ringback.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Holds certificate authorities that are trusted beside those of Java.
 *
 * @param further may be empty
 */
public record CertificateAuthorities(List<X509Certificate> further) {
    /** Trusts those of Java alone. */
    public static final CertificateAuthorities OF_JAVA = new CertificateAuthorities(List.of());

    public CertificateAuthorities {
        further = List.copyOf(further);
    }

    /**
     * Reads the certificates of a PEM file; text between them is skipped.
     *
     * @throws IOException when the file cannot be read
     * @throws CertificateException when it holds none, or a broken one
     */
    public static CertificateAuthorities read(Path pem) throws IOException, CertificateException {
        try (InputStream content = Files.newInputStream(pem)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(content).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new CertificateException("no certificate");
            }
            return new CertificateAuthorities(certificates);
        }
    }

    /** Makes a context that trusts these and those of Java. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, further.isEmpty() ? null : managers(together()), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("certificates that could be read cannot be trusted", impossible);
        }
    }

    private KeyStore together() throws GeneralSecurityException, IOException {
        KeyStore together = KeyStore.getInstance(KeyStore.getDefaultType());
        together.load(null, null);
        List<X509Certificate> all = all();
        for (int i = 0; i < all.size(); i++) {
            together.setCertificateEntry("authority " + i, all.get(i));
        }
        return together;
    }

    /** Returns these and those of Java. */
    List<X509Certificate> all() throws GeneralSecurityException {
        return Stream.concat(
                        Arrays.stream(managers(null))
                                .filter(X509TrustManager.class::isInstance)
                                .map(X509TrustManager.class::cast)
                                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers())),
                        further.stream())
                .toList();
    }

    /** @param store null for that of Java */
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
