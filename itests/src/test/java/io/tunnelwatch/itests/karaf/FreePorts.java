package io.tunnelwatch.itests.karaf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The ports of one Karaf, free at the time of asking. */
record FreePorts(int ssh, int rmiRegistry, int rmiServer, int http) {

    static FreePorts find() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket ssh = new ServerSocket(0, 1, loopback);
                ServerSocket registry = new ServerSocket(0, 1, loopback);
                ServerSocket server = new ServerSocket(0, 1, loopback);
                ServerSocket http = new ServerSocket(0, 1, loopback)) {
            return new FreePorts(
                    ssh.getLocalPort(), registry.getLocalPort(), server.getLocalPort(), http.getLocalPort());
        }
    }
}
