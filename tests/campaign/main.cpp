// SPDX-License-Identifier: Apache-2.0
// sdvlite_campaign FROM TO [FILE]: compares the engine with the reference semantics on the generated programs of the seeds
// FROM to TO (excluded), and goes on after a disagreement. FILE keeps what was compared so far: the same command again
// goes on where it was stopped. Ends with 1 after a disagreement, and when the programs were trivial.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

#include "tests/oracle/compare.hpp"

using namespace sdvlite;

namespace {

constexpr unsigned kBatch = 100;

/// What earlier runs and this one saw. Kept as words, one record: next seed, disagreements, tally.
struct Progress {
    unsigned next = 0;
    int disagreements = 0;
    oracle::Tally tally;

    void load(const std::string& path) {
        std::ifstream in(path);
        unsigned seed = 0;
        if (!(in >> seed)) return;
        next = seed;
        in >> disagreements >> tally.programs >> tally.inconclusive >> tally.unconfirmed_but_real >> tally.complete;
        in >> tally.oracle_seconds >> tally.engine_seconds;
        read(in, tally.by_verdict);
        read(in, tally.by_feature);
    }
    void save(const std::string& path) const {
        const std::string part = path + ".part";
        {
            std::ofstream out(part);
            out << next << ' ' << disagreements << ' ' << tally.programs << ' ' << tally.inconclusive << ' '
                << tally.unconfirmed_but_real << ' ' << tally.complete << ' ' << tally.oracle_seconds << ' '
                << tally.engine_seconds << '\n';
            write(out, tally.by_verdict);
            write(out, tally.by_feature);
        }
        std::rename(part.c_str(), path.c_str());
    }

private:
    // Names may hold blanks: the number comes first.
    static void read(std::istream& in, std::map<std::string, int>& counts) {
        std::size_t size = 0;
        in >> size;
        for (std::size_t i = 0; i < size; ++i) {
            int count = 0;
            std::string name;
            in >> count >> std::ws;
            std::getline(in, name);
            counts[name] = count;
        }
    }
    static void write(std::ostream& out, const std::map<std::string, int>& counts) {
        out << counts.size() << '\n';
        for (const auto& [name, count] : counts) out << count << ' ' << name << '\n';
    }
};

/// Short programs most often: what goes wrong does so in small ones too, and a run of them costs less.
std::size_t length_of(unsigned batch) {
    constexpr std::size_t kLengths[] = {60, 100, 80, 120, 60, 160};
    return kLengths[batch % std::size(kLengths)];
}

int share(int count, int all) { return all == 0 ? 0 : count * 100 / all; }

void show(const oracle::Tally& t) {
    std::cout << t.programs << " programs, " << t.complete << " of them run exhaustively; oracle " << t.oracle_seconds
              << " s, engine " << t.engine_seconds << " s\n";
    for (const auto& [name, count] : t.by_verdict) std::cout << "  " << name << ": " << share(count, t.programs) << " %\n";
    for (const auto& [name, count] : t.by_feature) std::cout << "  with " << name << ": " << share(count, t.programs) << " %\n";
    std::cout << "  in doubt, yet real: " << t.unconfirmed_but_real << " places" << std::endl;
}

/// Whether the programs were worth comparing. Nothing is said of few programs.
bool trivial(const oracle::Tally& t) {
    bool found = false;
    auto demand = [&](const char* what, int count, int least) {
        if (share(count, t.programs) >= least) return;
        found = true;
        std::cout << "trivial: only " << share(count, t.programs) << " % with " << what << ", not " << least << " %\n";
    };
    if (t.programs < 1'000) return false;
    auto count = [](const std::map<std::string, int>& m, const char* name) { const auto it = m.find(name); return it == m.end() ? 0 : it->second; };
    demand("a defect", count(t.by_verdict, "defect"), 25);
    demand("a pass", count(t.by_verdict, "pass"), 10);
    const int doubts = share(t.inconclusive, t.programs);
    if (doubts > 8) {
        found = true;
        std::cout << "trivial: " << doubts << " % are inconclusive, more than 8 %\n";
    }
    for (const char* feature : {"recursion", "aliasing", "casts", "SEH"}) demand(feature, count(t.by_feature, feature), 20);
    return found;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: sdvlite_campaign FROM TO [FILE]\n";
        return 2;
    }
    const unsigned from = static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10));
    const unsigned to = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
    const std::string path = argc > 3 ? argv[3] : "";
    Progress progress;
    progress.next = from;
    if (!path.empty()) progress.load(path);
    while (progress.next < to) {
        const unsigned end = std::min(to, (progress.next / kBatch + 1) * kBatch);
        for (unsigned seed = progress.next; seed < end; ++seed) {
            if (!oracle::first_disagreement(seed, seed + 1, length_of(seed / kBatch), progress.tally)) continue;
            ++progress.disagreements;
            std::cout << "DISAGREEMENT, seed " << seed << std::endl;  // at once: making it smaller takes its time
            std::cout << oracle::tell(seed, length_of(seed / kBatch)) << std::endl;
        }
        progress.next = end;
        if (!path.empty()) progress.save(path);
        if (end % 1'000 == 0 || end == to) {
            std::cout << "up to seed " << end << ": ";
            show(progress.tally);
        }
    }
    std::cout << progress.disagreements << " disagreements\n";
    return progress.disagreements > 0 || trivial(progress.tally) ? 1 : 0;
}
