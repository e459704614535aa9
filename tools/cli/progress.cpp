// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/progress.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "tools/report/encoding.hpp"

namespace sdvlite::cli {
namespace {

constexpr std::size_t kBar = 20;
constexpr auto kPeriod = std::chrono::milliseconds(100);
constexpr const char* kClearLine = "\r\x1b[K";

std::size_t columns_of_stderr() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

}  // namespace

Progress::Progress(std::size_t total, bool on) : total_(total) {
    if (on) thread_ = std::jthread([this](const std::stop_token& stop) { draw_until_stopped(stop); });
}

Progress::~Progress() = default;  // the jthread stops and is joined first: it is the last member

void Progress::started(const std::string& name) {
    const std::lock_guard lock(mutex_);
    running_.push_back(name);
    wake_.notify_all();
}

void Progress::finished(const std::string& name) {
    const std::lock_guard lock(mutex_);
    ++done_;
    const auto it = std::find(running_.begin(), running_.end(), name);
    if (it != running_.end()) running_.erase(it);
    wake_.notify_all();
}

std::string Progress::line() const {
    const std::size_t full = total_ == 0 ? kBar : kBar * done_ / total_;
    const std::string bar = std::string(full, '=') + std::string(kBar - full, ' ');
    const std::string text = fmt::format("[{}] {}/{} {}", bar, done_, total_, fmt::join(running_, ", "));
    return report::shortened(report::printable(text), columns_of_stderr() - 1);
}

void Progress::draw_until_stopped(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    std::string drawn;
    while (!stop.stop_requested()) {
        if (const std::string now = line(); now != drawn) {
            std::fprintf(stderr, "%s%s", kClearLine, now.c_str());
            std::fflush(stderr);
            drawn = now;
        }
        wake_.wait_for(lock, stop, kPeriod, [] { return false; });
    }
    std::fputs(kClearLine, stderr);
    std::fflush(stderr);
}

}  // namespace sdvlite::cli
