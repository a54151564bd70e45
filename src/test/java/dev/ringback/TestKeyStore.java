package dev.ringback;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes keys with certificates by the tool of the JDK, as nothing else in it makes certificates. */
public final class TestKeyStore {
    public static final String PASSWORD = "changeit";

    private TestKeyStore() {}

    /**
     * Makes the file NAME.p12, whose only entry is NAME, with a certificate that it has signed itself.
     *
     * @param alternative for whom the certificate is, as keytool has it: {@code san=ip:127.0.0.1}
     */
    public static Path make(String name, String alternative, Path folder) throws Exception {
        Path store = folder.resolve(name + ".p12");
        keytool(store, "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", alternative);
        return store;
    }

    /** Makes an authority of its own, whose files are in the folder. */
    public static Authority makeAuthority(Path folder) throws Exception {
        Path store = make("authority", "bc:c", folder);
        Path certificate = folder.resolve("authority.pem");
        String der = Base64.getMimeEncoder()
                .encodeToString(load(store).getCertificate("authority").getEncoded());
        Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\n" + der + "\n-----END CERTIFICATE-----\n");
        return new Authority(store, certificate);
    }

    /**
     * Signs certificates that Java does not know.
     *
     * @param certificate its own, as a PEM file
     */
    public record Authority(Path store, Path certificate) {
        /** Makes a key with a certificate that is signed by this authority, and returns a context for a server that shows it. */
        public SSLContext sign(String name, String alternative) throws Exception {
            keytool(
                    store,
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    alternative,
                    "-signer",
                    "authority");
            KeyStore all = load(store);
            KeyStore alone = KeyStore.getInstance("PKCS12");
            alone.load(null, null);
            char[] password = PASSWORD.toCharArray();
            alone.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
            return TestKeyStore.context(alone);
        }
    }

    private static KeyStore load(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(keys)) {
            store.load(content, PASSWORD.toCharArray());
        }
        return store;
    }

    /** Returns a context for a server that shows the certificate of a key store. */
    public static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
        return context(load(keys));
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool: " + keytool.exitValue());
        }
    }
}
