import os

from flask import Flask, jsonify, request

app = Flask(__name__)


@app.route("/")
def echo():
    return jsonify({"headers": dict(request.headers)})


if __name__ == "__main__":
    app.run(host=os.environ.get("FLASK_RUN_HOST", "127.0.0.1"), port=int(os.environ.get("PORT", "6000")))
