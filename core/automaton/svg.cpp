// SPDX-License-Identifier: Apache-2.0
// The picture as SVG. Layout: a column for each distance from the initial state, ends of runs in the last one; boxes
// of a column ordered by where their neighbours are; arrows are curves whose labels move out of each other's way.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "core/automaton/draw.hpp"

namespace sdvlite::automaton {
namespace {

constexpr double kChar = 6.6, kLabelChar = 5.6;  // widths of a character
constexpr double kRow = 16, kLabelRow = 13;      // heights of a line
constexpr double kMargin = 20, kGapY = 46;

struct Box {
    double x = 0, y = 0, w = 0, h = 0;  // of its middle, and its size
    std::size_t column = 0;
};

struct Point {
    double x = 0, y = 0;
};

std::size_t columns_of(const std::string& s) {
    return static_cast<std::size_t>(
        std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t widest(const std::vector<std::string>& lines) {
    std::size_t w = 0;
    for (const std::string& line : lines) w = std::max(w, columns_of(line));
    return w;
}

std::string escaped(const std::string& s) {
    std::string out;
    for (const char c : s) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') out += c;
        }
    }
    return out;
}

std::string number(double v) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", v);
    return text;
}

bool overlap(const Box& a, const Box& b) {
    return std::abs(a.x - b.x) * 2 < a.w + b.w && std::abs(a.y - b.y) * 2 < a.h + b.h;
}

class Picture {
public:
    Picture(const Automaton& rule, const Graph& graph, const SvgOptions& options)
        : rule_(rule), options_(options), d_(drawing_of(graph, options.way)), boxes_(d_.nodes.size()) {}

    std::string run();

private:
    void columns();
    void order();
    void place();
    double neighbours(std::uint32_t node) const;
    void arrow(const DrawnArrow& a);
    void label(const DrawnArrow& a, Point at);
    void node(std::uint32_t n);

    const Automaton& rule_;
    const SvgOptions& options_;
    Drawing d_;
    std::vector<Box> boxes_;
    std::vector<std::vector<std::uint32_t>> columns_;
    std::vector<Box> labels_;
    std::string arrows_svg_, labels_svg_, nodes_svg_;
    double width_ = 0, height_ = 0;
    std::size_t back_ = 0;  // arrows that go around below
};

void Picture::columns() {
    std::vector<std::size_t> distance(d_.nodes.size(), SIZE_MAX);
    std::vector<std::uint32_t> queue{0};
    distance[0] = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const DrawnArrow& a : d_.arrows) {
            if (a.from != queue[i] || distance[a.to] != SIZE_MAX || d_.nodes[a.to].kind != GraphEnd::State) continue;
            distance[a.to] = distance[a.from] + 1;
            last = std::max(last, distance[a.to]);
            queue.push_back(a.to);
        }
    }
    for (std::uint32_t n = 0; n < d_.nodes.size(); ++n) {
        boxes_[n].column = d_.nodes[n].kind == GraphEnd::State ? distance[n] : last + 1;
        columns_.resize(std::max(columns_.size(), boxes_[n].column + 1));
        columns_[boxes_[n].column].push_back(n);
        boxes_[n].w = static_cast<double>(widest(d_.nodes[n].lines)) * kChar + 26;
        boxes_[n].h = static_cast<double>(d_.nodes[n].lines.size()) * kRow + 16;
    }
}

/// Mean height of what a box is joined to in other columns; its own where there is nothing.
double Picture::neighbours(std::uint32_t node) const {
    double sum = 0;
    std::size_t count = 0;
    for (const DrawnArrow& a : d_.arrows) {
        const std::uint32_t other = a.from == node ? a.to : a.from;
        if ((a.from != node && a.to != node) || boxes_[other].column == boxes_[node].column) continue;
        sum += boxes_[other].y;
        ++count;
    }
    return count == 0 ? boxes_[node].y : sum / static_cast<double>(count);
}

void Picture::order() {
    for (auto& column : columns_) {
        for (std::size_t i = 0; i < column.size(); ++i) boxes_[column[i]].y = static_cast<double>(i);
    }
    constexpr int kSweeps = 8;
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        for (auto& column : columns_) {
            std::vector<std::pair<double, std::uint32_t>> keyed;
            for (const std::uint32_t n : column) keyed.emplace_back(neighbours(n), n);
            std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
            for (std::size_t i = 0; i < column.size(); ++i) {
                column[i] = keyed[i].second;
                boxes_[column[i]].y = static_cast<double>(i);
            }
        }
    }
}

void Picture::place() {
    double gap = 70;
    for (const DrawnArrow& a : d_.arrows) {
        gap = std::max(gap, static_cast<double>(widest(a.lines)) * kLabelChar + 50);
    }
    double x = kMargin;
    std::vector<double> heights;
    for (const auto& column : columns_) {
        double w = 0, h = 0;
        for (const std::uint32_t n : column) {
            w = std::max(w, boxes_[n].w);
            h += boxes_[n].h + kGapY;
        }
        for (const std::uint32_t n : column) boxes_[n].x = x + w / 2;
        x += w + gap;
        heights.push_back(h);
    }
    const double tallest = *std::max_element(heights.begin(), heights.end());
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        double y = kMargin + 30 + (tallest - heights[c]) / 2 + kGapY / 2;
        for (const std::uint32_t n : columns_[c]) {
            boxes_[n].y = y + boxes_[n].h / 2;
            y += boxes_[n].h + kGapY;
        }
    }
    width_ = x - gap + kMargin;
    height_ = tallest + kMargin * 2 + 30;
    labels_ = boxes_;
}

void Picture::arrow(const DrawnArrow& a) {
    const Box& from = boxes_[a.from];
    const Box& to = boxes_[a.to];
    Point p0, p1, p2, p3;
    if (from.column < to.column) {
        // A longer way bends more, so that it goes around the boxes between.
        const double bend = to.column - from.column > 1 ? -40.0 * static_cast<double>(to.column - from.column) : 0;
        p0 = {from.x + from.w / 2, from.y};
        p3 = {to.x - to.w / 2, to.y};
        const double reach = (p3.x - p0.x) / 2;
        p1 = {p0.x + reach, p0.y + bend};
        p2 = {p3.x - reach, p3.y + bend};
    } else {
        const double side = from.column == to.column ? 60 : 0;
        const double below = 50 + 22 * static_cast<double>(back_++ % 8);
        p0 = {from.x + (side > 0 ? from.w / 2 : 0), from.y + (side > 0 ? 0 : from.h / 2)};
        p3 = {to.x + (side > 0 ? to.w / 2 : 0), to.y + (side > 0 ? 0 : to.h / 2)};
        p1 = {p0.x + side, p0.y + (side > 0 ? 0 : below)};
        p2 = {p3.x + side, p3.y + (side > 0 ? 0 : below)};
    }
    const auto at = [](double t, double a0, double a1, double a2, double a3) {
        const double u = 1 - t;
        return u * u * u * a0 + 3 * u * u * t * a1 + 3 * u * t * t * a2 + t * t * t * a3;
    };
    const bool bad = d_.nodes[a.to].kind == GraphEnd::Violation;
    arrows_svg_ += "<path class=\"arrow" + std::string(bad ? " bad" : "") + (a.steps.empty() ? "" : " way") + "\" d=\"M" + number(p0.x) + "," + number(p0.y) +
                   " C" + number(p1.x) + "," + number(p1.y) + " " + number(p2.x) + "," + number(p2.y) + " " +
                   number(p3.x) + "," + number(p3.y) + "\" marker-end=\"url(#" + options_.id_prefix +
                   (bad ? "tip-bad" : a.steps.empty() ? "tip" : "tip-way") + ")\"><title>" + escaped(a.title) + "</title></path>\n";
    label(a, {at(0.5, p0.x, p1.x, p2.x, p3.x), at(0.5, p0.y, p1.y, p2.y, p3.y)});
}

/// At the middle of its arrow, or the nearest free height.
void Picture::label(const DrawnArrow& a, Point at) {
    Box box{at.x, at.y, static_cast<double>(widest(a.lines)) * kLabelChar + 6,
            static_cast<double>(a.lines.size()) * kLabelRow + 4, 0};
    constexpr int kTries = 60;
    for (int i = 0; i < kTries; ++i) {
        const double shift = (i % 2 ? 1 : -1) * ((i + 1) / 2) * 8.0;
        box.y = at.y + shift;
        const bool inside = box.y - box.h / 2 > kMargin + 20;
        if (inside && std::none_of(labels_.begin(), labels_.end(), [&](const Box& b) { return overlap(b, box); })) break;
    }
    labels_.push_back(box);
    width_ = std::max(width_, box.x + box.w / 2 + kMargin);
    height_ = std::max(height_, box.y + box.h / 2 + kMargin);
    const bool bad = d_.nodes[a.to].kind == GraphEnd::Violation;
    labels_svg_ += "<g class=\"label" + std::string(bad ? " bad" : "") + "\"><title>" + escaped(a.title) + "</title><rect x=\"" +
                   number(box.x - box.w / 2) + "\" y=\"" + number(box.y - box.h / 2) + "\" width=\"" + number(box.w) +
                   "\" height=\"" + number(box.h) + "\"/><text>";
    for (std::size_t i = 0; i < a.lines.size(); ++i) {
        labels_svg_ += "<tspan x=\"" + number(box.x - box.w / 2 + 3) + "\" y=\"" +
                       number(box.y - box.h / 2 + kLabelRow * (static_cast<double>(i) + 0.8) + 2) + "\" xml:space=\"preserve\">" +
                       escaped(a.lines[i]) + "</tspan>";
    }
    labels_svg_ += "</text></g>\n";
}

void Picture::node(std::uint32_t n) {
    const Box& b = boxes_[n];
    const DrawnNode& node = d_.nodes[n];
    const bool state = node.kind == GraphEnd::State;
    std::string kind = node.kind == GraphEnd::Violation ? "violation" : node.kind == GraphEnd::Halted ? "halt" : "state";
    if (n == 0) kind += " initial";
    if (node.visited) kind += " visited";
    if (state && options_.current == n) kind += " current";
    nodes_svg_ += "<g class=\"" + kind + "\"";
    if (state) nodes_svg_ += " id=\"" + escaped(options_.id_prefix) + "state-" + std::to_string(n) + "\"";
    nodes_svg_ += "><title>" + escaped(node.title) + "</title><rect x=\"" + number(b.x - b.w / 2) + "\" y=\"" +
                  number(b.y - b.h / 2) + "\" width=\"" + number(b.w) + "\" height=\"" + number(b.h) + "\" rx=\"" +
                  (state ? "9" : "2") + "\"/><text text-anchor=\"middle\">";
    for (std::size_t i = 0; i < node.lines.size(); ++i) {
        nodes_svg_ += "<tspan x=\"" + number(b.x) + "\" y=\"" +
                      number(b.y - b.h / 2 + kRow * (static_cast<double>(i) + 0.75) + 8) + "\">" + escaped(node.lines[i]) +
                      "</tspan>";
    }
    nodes_svg_ += "</text></g>\n";
}

std::string Picture::run() {
    columns();
    order();
    place();
    for (const DrawnArrow& a : d_.arrows) arrow(a);
    for (std::uint32_t n = 0; n < d_.nodes.size(); ++n) node(n);
    const std::string size = number(width_) + "\" height=\"" + number(height_);
    const auto tip = [&](const char* id, const char* color) {
        return "<marker id=\"" + escaped(options_.id_prefix) + id +
               "\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0,0 "
               "L10,5 L0,10 z\" fill=\"" + color + "\"/></marker>";
    };
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"automaton\" width=\"" + size + "\" viewBox=\"0 0 " +
           number(width_) + " " + number(height_) + "\" role=\"img\" aria-label=\"" + escaped("the automaton of " + rule_.name) +
           "\">\n<style>.automaton{background:#fff}.automaton text{font:12px sans-serif;fill:#222}.automaton .label text{font-size:"
           "10px}.automaton rect{fill:#fff;stroke:#444}.automaton .initial rect{stroke-width:2.5}.automaton .current "
           "rect{fill:#ffe9a8}.automaton .violation rect{fill:#fde8e8;stroke:#b00020}.automaton .halt rect{stroke-dasharray:4 "
           "3}.automaton .arrow{fill:none;stroke:#444}.automaton .arrow.bad{stroke:#b00020}.automaton .visited rect{stroke:#1f55c4;stroke-width:2.5}.automaton "
           ".violation.visited rect{stroke:#b00020}.automaton .arrow.way{stroke:#1f55c4;stroke-width:2.5}.automaton "
           ".arrow.bad.way{stroke:#b00020}.automaton .label rect{fill:#fff;"
           "stroke:none;fill-opacity:.85}.automaton .label.bad text{fill:#b00020}</style>\n<defs>" +
           tip("tip", "#444") + tip("tip-bad", "#b00020") + tip("tip-way", "#1f55c4") + "</defs>\n<text x=\"" + number(kMargin) + "\" y=\"" +
           number(kMargin + 4) + "\" font-weight=\"bold\">" + escaped(rule_.name) + "</text>\n" + arrows_svg_ + labels_svg_ +
           nodes_svg_ + "</svg>\n";
}

}  // namespace

std::string to_svg(const Automaton& rule, const Graph& graph, const SvgOptions& options) {
    return Picture(rule, graph, options).run();
}

}  // namespace sdvlite::automaton
