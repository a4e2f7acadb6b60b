# The bot with what replicas and operators need. Built from a checkout: docker build -t ots-bot .
FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
# What it needs comes in the versions that were tried, and is what it was then: see requirements.txt.
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY ots_bot ots_bot
COPY bot bot
COPY knowledge knowledge
COPY seeds seeds
RUN pip install --no-deps . && python -m compileall -q bot knowledge \
    && useradd --system --create-home --uid 10001 ots
USER ots
EXPOSE 3000
# SIGTERM lets what is under way finish; it takes up to ten seconds.
STOPSIGNAL SIGTERM
# Where the bot listens, and in socket mode tells how it is: there PORT has to be set for that, as it is here.
ENV PORT=3000
# Asks /healthz at HOST and PORT, over HTTP and in socket mode alike.
HEALTHCHECK --start-period=15s --interval=30s --timeout=5s CMD ["python", "-m", "bot.serving.probe"]
CMD ["ots", "serve"]
