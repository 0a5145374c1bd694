package io.tunnelwatch.openjpa.sqlite;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.GeneratedValue;
import javax.persistence.GenerationType;
import javax.persistence.Id;
import javax.persistence.JoinColumn;
import javax.persistence.ManyToOne;
import javax.persistence.Table;
import org.apache.openjpa.persistence.jdbc.ForeignKey;

/** An entity whose key the database makes, with a column whose name is a keyword, and a foreign key. */
@Entity
@Table(name = "handshake")
public class Handshake {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @Column(name = "order")
    int order;

    @ManyToOne
    @JoinColumn(name = "tunnel_name")
    @ForeignKey
    Tunnel tunnel;

    /** For JPA. */
    protected Handshake() {}

    Handshake(int order, Tunnel tunnel) {
        this.order = order;
        this.tunnel = tunnel;
    }
}
