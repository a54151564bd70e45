package dev.ringback;

import java.nio.file.Path;

/** A key with a certificate that it has signed itself, by the tool of the JDK, as nothing else in it makes certificates. */
public final class TestKeyStore {
    public static final String PASSWORD = "changeit";

    private TestKeyStore() {}

    /**
     * Makes the file NAME.p12, whose only entry is NAME.
     *
     * @param alternative for whom the certificate is, as keytool has it: {@code san=ip:127.0.0.1}
     */
    public static Path make(String name, String alternative, Path folder) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        alternative,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool: " + keytool.exitValue());
        }
        return store;
    }
}
