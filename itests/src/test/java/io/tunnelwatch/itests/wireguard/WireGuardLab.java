package io.tunnelwatch.itests.wireguard;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A real gateway and a real peer of it on this machine: two network namespaces with a wireguard-go each, joined by a
 * veth pair. Needs root, {@code wireguard-go}, {@code wireguard-tools}, {@code iproute2} and {@code util-linux}.
 * Nothing of it is left after {@link #close()}.
 *
 * <p>Each side has a mount namespace too, with a folder of its own for the control socket: {@code wg show all} lists
 * whatever has a socket there, so that a gateway would see the interfaces of all others on this machine.
 *
 * <p>wireguard-go makes a handshake every two minutes; {@link #renewHandshake()} makes one now.
 */
public final class WireGuardLab implements AutoCloseable {

    private static final String SOCKETS = "/var/run/wireguard";
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final String suffix = UUID.randomUUID().toString().substring(0, 6);
    private final Side gateway = new Side("twg" + suffix, "10.213.0.1", "10.214.0.1");
    private final Side peer = new Side("twp" + suffix, "10.213.0.2", "10.214.0.2");

    private WireGuardLab() {}

    /** Starts both sides; the peer makes its first handshake at once. */
    public static WireGuardLab start() {
        WireGuardLab lab = new WireGuardLab();
        try {
            lab.build();
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
        return lab;
    }

    /** The interface of the gateway's side. */
    public String gatewayInterface() {
        return gateway.name;
    }

    /** The command that dumps the gateway's side, as the setting {@code command} wants it. */
    public String dumpCommand() {
        return String.join(" ", gateway.inside("wg", "show", "all", "dump"));
    }

    /** The public key of the peer. */
    public String peerPublicKey() {
        return peer.publicKey;
    }

    /** When the gateway last agreed with the peer on keys, in whole seconds, as the gateway itself tells. */
    public Instant latestHandshake() {
        String line = run(Optional.empty(), gateway.inside("wg", "show", gateway.name, "latest-handshakes"));
        return Instant.ofEpochSecond(Long.parseLong(line.split("\\s+")[1]));
    }

    /** Removes the gateway on the peer's side and adds it again: both agree on new keys. */
    public void renewHandshake() {
        peer.wg("peer", gateway.publicKey, "remove");
        addGatewayToPeer();
    }

    /** Kills the peer's WireGuard, as a dead machine would: no farewell. */
    public void killPeer() {
        peer.killWireGuard();
    }

    /** Brings the peer's WireGuard back, with the same keys. */
    public void restartPeer() {
        peer.startWireGuard();
        addGatewayToPeer();
    }

    @Override
    public void close() {
        gateway.remove();
        peer.remove();
    }

    private void build() {
        run("ip", "netns", "add", gateway.name);
        run("ip", "netns", "add", peer.name);
        run(
                "ip",
                "link",
                "add",
                gateway.veth(),
                "netns",
                gateway.name,
                "type",
                "veth",
                "peer",
                "name",
                peer.veth(),
                "netns",
                peer.name);
        gateway.addVethAddress();
        peer.addVethAddress();
        gateway.startWireGuard();
        gateway.wg("listen-port", "51820", "peer", peer.publicKey, "allowed-ips", peer.tunnelAddress + "/32");
        peer.startWireGuard();
        addGatewayToPeer();
    }

    private void addGatewayToPeer() {
        peer.wg(
                "peer",
                gateway.publicKey,
                "allowed-ips",
                gateway.tunnelAddress + "/32",
                "endpoint",
                gateway.address + ":51820",
                "persistent-keepalive",
                "5");
    }

    private static String run(String... command) {
        return run(Optional.empty(), List.of(command));
    }

    /** A tool that is missing or fails ends the test with what it said; it is never skipped. */
    private static String run(Optional<String> input, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("WG_I_PREFER_BUGGY_USERSPACE_TO_POLISHED_KMOD", "1");
            Process process = builder.start();
            process.getOutputStream().write(input.orElse("").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    command.get(0) + " can not be started: run ./test, which installs it, as root", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + command.get(0), e);
        }
    }

    /** One end: a namespace, its end of the veth pair, and a WireGuard interface, all of the same name. */
    private static final class Side {

        final String name;
        final String address;
        final String tunnelAddress;
        final String privateKey = run("wg", "genkey");
        final String publicKey = run(Optional.of(privateKey), List.of("wg", "pubkey"));

        private Optional<ProcessHandle> wireGuard = Optional.empty();

        Side(String name, String address, String tunnelAddress) {
            this.name = name;
            this.address = address;
            this.tunnelAddress = tunnelAddress;
        }

        String veth() {
            return "v" + name;
        }

        void addVethAddress() {
            run("ip", "-n", name, "addr", "add", address + "/24", "dev", veth());
            run("ip", "-n", name, "link", "set", veth(), "up");
        }

        /** In the foreground, so that the process is ours to end. */
        void startWireGuard() {
            String mountAndRun = "mkdir -p %1$s && mount -t tmpfs tmpfs %1$s && exec wireguard-go --foreground %2$s"
                    .formatted(SOCKETS, name);
            // each execs the next, so that the process is wireguard-go in the end
            ProcessBuilder builder = new ProcessBuilder(
                            "ip", "netns", "exec", name, "unshare", "--mount", "sh", "-c", mountAndRun)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("WG_I_PREFER_BUGGY_USERSPACE_TO_POLISHED_KMOD", "1");
            try {
                wireGuard = Optional.of(builder.start().toHandle());
            } catch (IOException e) {
                throw new UncheckedIOException("ip can not be started: run ./test, which installs it, as root", e);
            }
            await().atMost(START_LIMIT).until(this::hasInterface);
            Path key = writePrivateKey();
            try {
                wg("private-key", key.toString());
            } finally {
                delete(key);
            }
            run("ip", "-n", name, "addr", "add", tunnelAddress + "/24", "dev", name);
            run("ip", "-n", name, "link", "set", name, "up");
        }

        void killWireGuard() {
            wireGuard.ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
            wireGuard = Optional.empty();
        }

        void wg(String... arguments) {
            List<String> command = inside("wg", "set", name);
            command.addAll(List.of(arguments));
            run(Optional.empty(), command);
        }

        /** The command in the namespaces of this side's WireGuard. */
        List<String> inside(String... command) {
            List<String> entered =
                    new ArrayList<>(List.of("nsenter", "--target", String.valueOf(pid()), "--mount", "--net"));
            entered.addAll(List.of(command));
            return entered;
        }

        private long pid() {
            return wireGuard
                    .map(ProcessHandle::pid)
                    .orElseThrow(() -> new IllegalStateException("No WireGuard runs in " + name));
        }

        private boolean hasInterface() {
            return run(Optional.empty(), inside("wg", "show", "interfaces")).equals(name);
        }

        void remove() {
            killWireGuard();
            if (Files.exists(Path.of("/var/run/netns", name))) {
                run("ip", "netns", "del", name);
            }
        }

        private Path writePrivateKey() {
            try {
                return Files.writeString(Files.createTempFile("wg", ".key"), privateKey);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
