# Draws how cost grows, from the columns that ./bench wrote: gnuplot -e "data='...'; out='docs/benchmarks'" benchmarks/plots.gnuplot
set terminal svg size 460,300 font "sans-serif,11" background "#ffffff"
set grid lc rgb "#dddddd"
set key top left
set border 3
set tics nomirror
set style line 1 lc rgb "#1f5fa8" lw 2 pt 7 ps 0.5
set style line 2 lc rgb "#b04a00" lw 2 pt 5 ps 0.5
set style line 3 lc rgb "#3a7d34" lw 2 pt 9 ps 0.5

set output out."/callers.svg"
set logscale x 2
set xlabel "callers at once"
set ylabel "appends a second"
set y2label "p99, ms"
set y2tics
set yrange [0:*]
set y2range [0:*]
plot data."/callers.dat" using 1:2 with linespoints ls 1 title "appends a second", \
     "" using 1:3 axes x1y2 with linespoints ls 2 title "p99"
unset y2tics
unset y2label

set output out."/peers.svg"
set logscale xy 10
set yrange [*:*]
set xlabel "peers of a gateway"
set ylabel "ms"
plot data."/peers.dat" using 1:2 with linespoints ls 1 title "poll", \
     "" using 1:3 with linespoints ls 2 title "reading the same bytes"

set output out."/alerts.svg"
unset logscale y
set yrange [0:*]
set xlabel "alerts in the history"
set ylabel "first page, ms"
plot data."/alerts.dat" using 1:2 with linespoints ls 1 title "newest", \
     "" using 1:3 with linespoints ls 2 title "of a peer", \
     "" using 1:4 with linespoints ls 3 title "text since a date"

set output out."/lost.svg"
set logscale xy 10
set yrange [*:*]
set xlabel "peers lost in one poll"
set ylabel "until the last row is in the database, ms"
plot data."/lost.dat" using 1:2 with linespoints ls 1 notitle

set output out."/heap.svg"
unset logscale
set yrange [0:*]
set xlabel "seconds of 1,000 events each"
set ylabel "heap in use after a collection, MiB"
plot data."/heap.dat" using 1:2 with lines ls 1 notitle
