package io.tunnelwatch.openjpa.sqlite;

import java.util.Date;
import javax.persistence.Basic;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Temporal;
import javax.persistence.TemporalType;

/** An entity whose key is given, with one column of each kind. */
@Entity
@Table(name = "tunnel")
public class Tunnel {

    @Id
    String name;

    @Column(name = "port", nullable = false)
    int port;

    long rxBytes;
    double loss;
    boolean up;

    @Basic
    @Column(unique = true)
    String endpoint;

    @Temporal(TemporalType.TIMESTAMP)
    Date seenAt;

    @Lob
    byte[] key;

    @Lob
    String note;

    /** For JPA. */
    protected Tunnel() {}

    Tunnel(String name, int port) {
        this.name = name;
        this.port = port;
        this.endpoint = "192.0.2.1:" + port;
        this.rxBytes = Long.MAX_VALUE - port;
        this.loss = port / 4.0;
        this.up = port % 2 == 0;
        this.seenAt = new Date(1_700_000_000_123L + port);
        this.key = new byte[] {1, 2, (byte) port};
        this.note = "note ".repeat(2000) + port;
    }
}
